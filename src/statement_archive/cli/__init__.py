"""The command line: one command a verb, ``--json`` on each.

::

    main ── home, settings, errors to exit codes (0 done, 1 refused, 2 wrong use)
      ├─ holdings     init deposit import correct describe publish adopt withdraw merge name
      ├─ reading      list show wording search align
      ├─ translating  translate export | submit | status
      ├─ keeping      index, verify, backup, restore
      └─ serving      serve, user

Standard output holds the answer and nothing else; messages and progress go to standard error.
"""

// Everything works without this file; it only makes pages nicer.
import "./keys.js";
import "./counterparts.js";
import "./copy.js";

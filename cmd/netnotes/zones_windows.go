package main

// Windows knows no zones by the names that calendars and mail give them.
import _ "time/tzdata"

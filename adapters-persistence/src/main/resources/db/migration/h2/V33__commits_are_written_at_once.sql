-- H2 writes what was committed half a second later, or later still when there is much of it: a server that is killed would have answered
-- checks that nobody finds again. The setting stays with the database; only its administrator may change it.
set write_delay 0;

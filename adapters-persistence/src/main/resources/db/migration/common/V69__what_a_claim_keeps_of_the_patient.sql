-- What the table's first comment said was wrong: the hashes do not end with the keys of their month.
comment on column claim.number_hash is
    'of the month in which the day of the claim ends (UTC); finds the checks of that patient by their hashes also when the keys of the month are gone, though nobody can then tell whose they are';
comment on column claim.earlier_number_hash is
    'of the month in which the day begins, when that is another: a day in England may begin in the last hour of a month in UTC';

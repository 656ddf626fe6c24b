-- Pieces stay as short as the file's text is: to compress them would take longer than to write them.
alter table import_piece alter column bytes set storage external;

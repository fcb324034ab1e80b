-- every name, sentence and quote, looked through word by word; `folded` has what differs without marks, in other spellings, in Latin letters
CREATE VIRTUAL TABLE search USING fts5(
  address UNINDEXED, sort UNINDEXED, language UNINDEXED, text, folded,
  tokenize = 'unicode61 remove_diacritics 2'
);

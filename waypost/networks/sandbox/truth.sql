PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA busy_timeout = 5000;

CREATE TABLE IF NOT EXISTS switch (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE
);

-- Tokens beyond the first, by their digests. `ends_at` is '' where one is good for ever; each is renewed once at most.
CREATE TABLE IF NOT EXISTS token (
    token TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    renewed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS token_by_account ON token (account_id);

CREATE TABLE IF NOT EXISTS content (
    sha256 TEXT PRIMARY KEY,
    content_type TEXT NOT NULL,
    content BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS upload (
    handle TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    good_until TEXT NOT NULL
);

-- Everything that is said: posts and answers of accounts, and what people say (then account_id is '').
-- `at` may lie ahead: an audience decides at once what it will say later. Nobody reads that before its time.
CREATE TABLE IF NOT EXISTS post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    key TEXT,
    text TEXT NOT NULL,
    pictures TEXT NOT NULL,
    at TEXT NOT NULL,
    deleted_at TEXT,
    author TEXT NOT NULL DEFAULT '',
    author_name TEXT NOT NULL DEFAULT '',
    in_reply_to INTEGER,
    root INTEGER,
    UNIQUE (account_id, key)
);
CREATE INDEX IF NOT EXISTS post_by_account ON post (account_id, id);
CREATE INDEX IF NOT EXISTS post_by_root ON post (root, at);

-- Every post that was ever stored, in order; nothing updates or deletes a line.
CREATE TABLE IF NOT EXISTS log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    post_id TEXT NOT NULL
);

-- Which account is spoken to by which message, and how.
CREATE TABLE IF NOT EXISTS told (
    account_id TEXT NOT NULL,
    at TEXT NOT NULL,
    post_id INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (account_id, at, post_id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS liking (
    post_id INTEGER NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (post_id, author)
);

-- All that will ever come of a post, decided by the audience when it appeared; `worth` is its expected value.
CREATE TABLE IF NOT EXISTS drawn (
    post_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    at TEXT NOT NULL,
    worth REAL NOT NULL,
    followers INTEGER NOT NULL,
    totals TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS drawn_by_account ON drawn (account_id, at);

-- Waves that a drill asked for; `calmed_at` is '' until the account answers the message with which one began.
CREATE TABLE IF NOT EXISTS wave (
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    seed INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    opening_id INTEGER NOT NULL,
    calmed_at TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
);

-- What was said in a wave, and what the account said under it (then there is no place).
CREATE TABLE IF NOT EXISTS of_wave (
    post_id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    key TEXT NOT NULL,
    place INTEGER
);
CREATE INDEX IF NOT EXISTS of_wave_by_wave ON of_wave (account_id, key);

CREATE TABLE IF NOT EXISTS fault (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    call TEXT NOT NULL,
    account TEXT NOT NULL,
    probability REAL NOT NULL,
    seed INTEGER NOT NULL,
    seconds REAL NOT NULL,
    remaining INTEGER,
    asked INTEGER NOT NULL DEFAULT 0,
    hit INTEGER NOT NULL DEFAULT 0
);

-- A library as version 2 wrote it: highlights, engine translations and own translations. Never change this file: users have such libraries.
PRAGMA application_id = 1701737063;
PRAGMA user_version = 2;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE articles (
            id TEXT NOT NULL PRIMARY KEY,
            text_id TEXT NOT NULL REFERENCES texts (id) DEFERRABLE INITIALLY DEFERRED,
            title TEXT NOT NULL,
            author TEXT NOT NULL,
            date TEXT NOT NULL,
            source TEXT NOT NULL,
            language TEXT NOT NULL,
            name TEXT NOT NULL,       -- of the file it came from, without its ending
            rank INTEGER NOT NULL,    -- order among articles added at the same second
            added TEXT NOT NULL,
            archived TEXT,            -- when; NULL: in the library
            opened TEXT,              -- when last; NULL: never
            opening INTEGER           -- counts all openings, because two can share a second
        );
INSERT INTO "articles" VALUES('a1','t1','La mer','Anne','2023-07','essai','fr','000_mer',0,'2024-01-01T00:00:00Z',NULL,'2024-01-04T00:00:00Z',2);
INSERT INTO "articles" VALUES('a2','t2','La ville','Anne','2023-07','essai','fr','001_ville',1,'2024-01-01T00:00:00Z',NULL,'2024-01-04T00:00:00Z',1);
INSERT INTO "articles" VALUES('a3','t3','Le passé','Anne','2023-07','essai','fr','002_passe',2,'2024-01-01T00:00:00Z','2024-01-03T00:00:00Z',NULL,NULL);
CREATE TABLE bookmarks (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            letter TEXT NOT NULL,
            text_id TEXT NOT NULL REFERENCES texts (id),
            caret INTEGER NOT NULL CHECK (caret >= 0),
            created TEXT NOT NULL,
            PRIMARY KEY (article_id, letter)
        );
INSERT INTO "bookmarks" VALUES('a1','b','t1',3,'2024-01-01T00:00:05Z');
CREATE TABLE choices (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,
            engine TEXT NOT NULL,
            PRIMARY KEY (article_id, paragraph_hash, occurrence)
        );
INSERT INTO "choices" VALUES('a1','eeb994b97a0588e46cdf19cfefe9e8d48acbe71e7fed5cbf21e4bfb0514e85f1',0,'deepl');
CREATE TABLE consents (
            engine TEXT NOT NULL,
            host TEXT NOT NULL,
            sends TEXT NOT NULL,
            given TEXT NOT NULL,
            PRIMARY KEY (engine, host)
        );
INSERT INTO "consents" VALUES('deepl','api.example','the sentences','2024-01-01T00:00:04Z');
CREATE TABLE drafts (
            highlight_id TEXT NOT NULL,
            owner TEXT NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            body TEXT NOT NULL,
            modified TEXT NOT NULL,
            PRIMARY KEY (highlight_id, owner)
        );
INSERT INTO "drafts" VALUES('h2','run-7','a1','une fam','2024-01-04T00:00:00Z');
CREATE TABLE highlights (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            text_id TEXT NOT NULL REFERENCES texts (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            exact TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            color TEXT NOT NULL CHECK (color IN ('yellow', 'green', 'blue', 'pink', 'orange', 'purple')),
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            removed TEXT,             -- when; NULL: there
            CHECK (start >= 0 AND "end" >= start)
        );
INSERT INTO "highlights" VALUES('h1','a1','t1',2,5,'été','L’',', la mer.','green','2024-01-02T00:00:00Z','2024-01-03T00:00:00Z',NULL);
INSERT INTO "highlights" VALUES('h2','a1','t1',26,29,'👩‍👧','» ','','purple','2024-01-02T00:00:01Z','2024-01-02T00:00:01Z',NULL);
INSERT INTO "highlights" VALUES('h3','a1','t1',10,13,'mer','la ','.','pink','2024-01-02T00:00:02Z','2024-01-02T00:00:02Z','2024-01-03T00:00:00Z');
INSERT INTO "highlights" VALUES('h4','a3','t3',0,4,'Hier','','.','blue','2024-01-02T00:00:03Z','2024-01-02T00:00:03Z',NULL);
CREATE TABLE notes (
            highlight_id TEXT NOT NULL PRIMARY KEY REFERENCES highlights (id) ON DELETE CASCADE,
            body TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            removed TEXT              -- when the note alone was taken away; a removed highlight hides its note anyway
        );
INSERT INTO "notes" VALUES('h1','une saison

''; --','2024-01-02T00:00:00Z','2024-01-03T00:00:00Z',NULL);
INSERT INTO "notes" VALUES('h3','ôtée','2024-01-02T00:00:02Z','2024-01-02T00:00:02Z',NULL);
INSERT INTO "notes" VALUES('h4','archivée','2024-01-02T00:00:03Z','2024-01-02T00:00:03Z',NULL);
CREATE TABLE pauses (
            engine TEXT NOT NULL,
            host TEXT NOT NULL,
            trouble TEXT NOT NULL,
            until TEXT NOT NULL,
            failures INTEGER NOT NULL,
            PRIMARY KEY (engine, host)
        );
CREATE TABLE places (
            article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            text_id TEXT NOT NULL REFERENCES texts (id),
            caret INTEGER NOT NULL CHECK (caret >= 0),
            "row" INTEGER,
            english INTEGER NOT NULL CHECK (english IN (0, 1)),
            share REAL NOT NULL,
            modified TEXT NOT NULL
        , mode TEXT NOT NULL DEFAULT '');
INSERT INTO "places" VALUES('a1','t1',17,3,1,0.5,'2024-01-04T00:00:00Z','');
CREATE TABLE preferences (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        );
INSERT INTO "preferences" VALUES('theme','encre');
INSERT INTO "preferences" VALUES('measure','66');
CREATE TABLE spent (
            engine TEXT NOT NULL,
            day TEXT NOT NULL,
            characters INTEGER NOT NULL,
            PRIMARY KEY (engine, day)
        );
CREATE TABLE texts (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,       -- SHA-256 of the content in UTF-8, hexadecimal
            words INTEGER NOT NULL,
            added TEXT NOT NULL,
            content TEXT NOT NULL, headings TEXT NOT NULL DEFAULT '',
            UNIQUE (hash, article_id)
        );
INSERT INTO "texts" VALUES('t1','a1','7d89aa4d4e9886ab4a74b82ee0c89be400460929df616ec821905829895dca46',6,'2024-01-01T00:00:00Z','L’été, la mer.

« Oui ! » 👩‍👧

— Non.','');
INSERT INTO "texts" VALUES('t2','a2','3f46b91416696fbebe72bf1095394d9ec706224a926148e338b86192e08dc8fd',2,'2024-01-01T00:00:00Z','La ville.','');
INSERT INTO "texts" VALUES('t3','a3','497b71b09dd7030f65f6e4955dcc2f63ef8c1a414b12dfa3f48d57c27dc6ab20',1,'2024-01-01T00:00:00Z','Hier.','');
CREATE TABLE translations (
            id INTEGER PRIMARY KEY,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,  -- 0 for the first paragraph of this hash in the article, 1 for the second
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            engine TEXT NOT NULL,         -- empty where no engine was asked
            engine_version TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('reader', 'file', 'engine')),
            article_id TEXT REFERENCES articles (id) ON DELETE CASCADE,
            text TEXT NOT NULL CHECK (text <> ''),
            segments TEXT,                -- JSON: which English answers which French sentences; NULL: not known
            created TEXT NOT NULL,
            CHECK ((origin = 'engine') = (article_id IS NULL)),
            CHECK (origin <> 'engine' OR occurrence = 0)
        );
INSERT INTO "translations" VALUES(1,'cf5f772db98b770c751369122db341c493c47a1554a83ad2b9cb608754df2a82',0,'fr','en','','','file','a1','Summer, the sea.',NULL,'2024-01-01T00:00:00Z');
INSERT INTO "translations" VALUES(2,'ac641d7ffd6b132ddcd7d7944dc3ccc96acf3113cab60712c9516858cbfdaab2',0,'fr','en','','','file','a1','“No.”',NULL,'2024-01-01T00:00:00Z');
INSERT INTO "translations" VALUES(3,'eeb994b97a0588e46cdf19cfefe9e8d48acbe71e7fed5cbf21e4bfb0514e85f1',0,'fr','en','deepl','2','engine',NULL,'“Yes!”','[["“Yes!”", [0]]]','2024-01-01T00:00:01Z');
INSERT INTO "translations" VALUES(4,'2ca1259d82c5c8dc229a3d7c2371a26d3a4384302f8e15ae0e7117ae729449a0',0,'fr','en','deepl','2','engine',NULL,'She is gone.','[["She is gone.", [0]]]','2024-01-01T00:00:02Z');
INSERT INTO "translations" VALUES(5,'ac641d7ffd6b132ddcd7d7944dc3ccc96acf3113cab60712c9516858cbfdaab2',0,'fr','en','','','reader','a1','“Not at all.”',NULL,'2024-01-01T00:00:03Z');
CREATE TABLE wordings (
            id INTEGER PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            created TEXT NOT NULL
        );
INSERT INTO "wordings" VALUES(1,'a1','ac641d7ffd6b132ddcd7d7944dc3ccc96acf3113cab60712c9516858cbfdaab2',0,'fr','en','“Not at all.”','2024-01-01T00:00:03Z');
CREATE INDEX articles_by_text ON articles (text_id);
CREATE UNIQUE INDEX articles_by_opening ON articles (opening) WHERE opening IS NOT NULL;
CREATE INDEX texts_by_article ON texts (article_id);
CREATE INDEX texts_words ON texts (id, words);
CREATE INDEX highlights_by_article ON highlights (article_id, removed, start, id);
CREATE INDEX highlights_by_text ON highlights (text_id);
CREATE INDEX drafts_by_article ON drafts (article_id);
CREATE UNIQUE INDEX translations_by_paragraph ON translations (
            paragraph_hash, occurrence, source_language, target_language, engine, engine_version, origin,
            ifnull(article_id, '')
        )
        ;
CREATE INDEX translations_by_article ON translations (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX places_by_text ON places (text_id);
CREATE INDEX bookmarks_by_text ON bookmarks (text_id);
CREATE INDEX wordings_by_paragraph ON wordings (article_id, paragraph_hash, occurrence);
COMMIT;

PRAGMA application_id = 1685219692;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE checkpoint (
	run_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	model_version INTEGER NOT NULL, 
	state BLOB NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (run_id), 
	CONSTRAINT fk_checkpoint_run_id FOREIGN KEY(run_id) REFERENCES run (id)
);
INSERT INTO "checkpoint" VALUES('df397739-1b5b-4643-a9f6-3e699d222808',12,1,X'7374617465');
CREATE TABLE copy_time (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	offset_min INTEGER NOT NULL, 
	samples_ms TEXT NOT NULL, 
	median_ms INTEGER NOT NULL, 
	CONSTRAINT pk_copy_time PRIMARY KEY (id), 
	CONSTRAINT fk_copy_time_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "copy_time" VALUES(1,1,'digits',1772449200000,330,'[900, 870, 1200]',900);
CREATE TABLE deck_choice (
	id INTEGER NOT NULL, 
	learner_id INTEGER NOT NULL, 
	deck_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	offset_min INTEGER NOT NULL, 
	CONSTRAINT pk_deck_choice PRIMARY KEY (id), 
	CONSTRAINT fk_deck_choice_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "deck_choice" VALUES(1,1,'lantern-31','main',1772449200000,330);
CREATE TABLE deck_standing (
	learner_id INTEGER NOT NULL, 
	deck_id TEXT NOT NULL, 
	phase TEXT, 
	phase_day INTEGER, 
	passed_day INTEGER, 
	unseen INTEGER, 
	rest_day INTEGER, 
	CONSTRAINT pk_deck_standing PRIMARY KEY (learner_id, deck_id), 
	CONSTRAINT fk_deck_standing_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "deck_standing" VALUES(1,'lantern-31','plateau',20514,NULL,57,NULL);
CREATE TABLE deck_version (
	hash TEXT NOT NULL, 
	deck_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	family TEXT NOT NULL, 
	answers_version TEXT NOT NULL, 
	pack BLOB NOT NULL, 
	stored_utc_ms BIGINT NOT NULL, 
	CONSTRAINT pk_deck_version PRIMARY KEY (hash)
);
INSERT INTO "deck_version" VALUES('h1','lantern-31','Lantern','lantern','a1',X'007365616C6564',1772449200000);
CREATE TABLE history (
	run_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	state BLOB NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (run_id, kind), 
	CONSTRAINT fk_history_run_id FOREIGN KEY(run_id) REFERENCES run (id)
);
INSERT INTO "history" VALUES('df397739-1b5b-4643-a9f6-3e699d222808','tallies',4,1,X'7B7D');
CREATE TABLE intake (
	run_id TEXT NOT NULL, 
	arm TEXT NOT NULL, 
	by_lot BOOLEAN NOT NULL, 
	CONSTRAINT pk_intake PRIMARY KEY (run_id), 
	CONSTRAINT fk_intake_run_id FOREIGN KEY(run_id) REFERENCES run (id)
);
INSERT INTO "intake" VALUES('df397739-1b5b-4643-a9f6-3e699d222808','flood',1);
INSERT INTO "intake" VALUES('11111111-1111-4111-8111-111111111111','flood',1);
CREATE TABLE learner (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_learner PRIMARY KEY (id), 
	CONSTRAINT uq_learner_name UNIQUE (name)
);
INSERT INTO "learner" VALUES(1,'ada');
INSERT INTO "learner" VALUES(2,'bo');
CREATE TABLE mark (
	id INTEGER NOT NULL, 
	run_id TEXT NOT NULL, 
	session_id TEXT, 
	kind TEXT NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	offset_min INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (id), 
	CONSTRAINT fk_mark_run_id FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_mark_session_id FOREIGN KEY(session_id) REFERENCES session (id)
);
INSERT INTO "mark" VALUES(1,'df397739-1b5b-4643-a9f6-3e699d222808','dc3e884a-6306-43e5-9b3e-6d729cb84c46','undone',1772449200000,330,'');
INSERT INTO "mark" VALUES(2,'df397739-1b5b-4643-a9f6-3e699d222808','dc3e884a-6306-43e5-9b3e-6d729cb84c46','idle',1772449200000,330,'');
INSERT INTO "mark" VALUES(3,'df397739-1b5b-4643-a9f6-3e699d222808','dc3e884a-6306-43e5-9b3e-6d729cb84c46','note',1772449200000,330,'the last ones felt alike');
INSERT INTO "mark" VALUES(4,'11111111-1111-4111-8111-111111111111','22222222-2222-4222-8222-222222222222','idle',1772449244000,330,'');
INSERT INTO "mark" VALUES(5,'11111111-1111-4111-8111-111111111111','22222222-2222-4222-8222-222222222222','undone',1772449248000,330,'');
CREATE TABLE marked (
	mark_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	run_key INTEGER NOT NULL, 
	CONSTRAINT pk_marked PRIMARY KEY (mark_id, seq), 
	CONSTRAINT fk_marked_mark_id FOREIGN KEY(mark_id) REFERENCES mark (id), 
	CONSTRAINT fk_marked_run_key_seq FOREIGN KEY(run_key, seq) REFERENCES response (run_key, seq)
);
INSERT INTO "marked" VALUES(1,12,1);
INSERT INTO "marked" VALUES(2,11,1);
INSERT INTO "marked" VALUES(4,11,2);
INSERT INTO "marked" VALUES(5,12,2);
CREATE TABLE practice_day (
	learner_id INTEGER NOT NULL, 
	deck_id TEXT NOT NULL, 
	day INTEGER NOT NULL, 
	answers INTEGER NOT NULL, 
	spent_ms BIGINT NOT NULL, 
	checked INTEGER NOT NULL, 
	checked_right INTEGER NOT NULL, 
	CONSTRAINT pk_practice_day PRIMARY KEY (learner_id, deck_id, day), 
	CONSTRAINT fk_practice_day_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id)
);
INSERT INTO "practice_day" VALUES(1,'lantern-31',20514,8,45501,0,0);
CREATE TABLE response (
	id INTEGER NOT NULL, 
	run_key INTEGER NOT NULL, 
	session_key INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	offset_min INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	presentation TEXT NOT NULL, 
	role TEXT NOT NULL, 
	seen INTEGER NOT NULL, 
	shown INTEGER NOT NULL, 
	chance FLOAT NOT NULL, 
	outcome TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	correct BOOLEAN, 
	rt_ms INTEGER, 
	first_key_ms INTEGER, 
	deadline_ms INTEGER NOT NULL, 
	clock TEXT NOT NULL, 
	pressure TEXT NOT NULL, 
	flags TEXT NOT NULL, 
	CONSTRAINT pk_response PRIMARY KEY (id), 
	CONSTRAINT ck_response_void_is_neither_right_nor_wrong CHECK ((outcome = 'void') = (correct IS NULL)), 
	CONSTRAINT ck_response_no_latency_on_a_time_out CHECK (outcome <> 'timed_out' OR rt_ms IS NULL), 
	CONSTRAINT ck_response_seq_counts_from_1 CHECK (seq >= 1), 
	CONSTRAINT fk_response_run_key FOREIGN KEY(run_key) REFERENCES run ("key"), 
	CONSTRAINT fk_response_session_key FOREIGN KEY(session_key) REFERENCES session ("key"), 
	CONSTRAINT uq_response_run_key_seq UNIQUE (run_key, seq)
);
INSERT INTO "response" VALUES(1,1,1,1,1772449204000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','baseline');
INSERT INTO "response" VALUES(2,1,1,2,1772449208000,330,'00000000002a','plain','probe',0,0,3.22580645161290313627e-02,'answered','4, "5"
=6 ∘ 字',0,1501,903,8900,'calm','firm','baseline');
INSERT INTO "response" VALUES(3,1,1,3,1772449212000,330,'00000000002a','plain','practised',7,7,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(4,1,1,4,1772449216000,330,'00000000002a','plain','practised',6,8,3.22580645161290313627e-02,'answered','17',0,1501,903,8900,'staircase','firm','');
INSERT INTO "response" VALUES(5,1,1,5,1772449220000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'void','',NULL,NULL,NULL,8900,'calm','firm','paused');
INSERT INTO "response" VALUES(6,1,1,6,1772449224000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'timed_out','',0,NULL,NULL,4200,'staircase','firm','');
INSERT INTO "response" VALUES(7,1,1,7,1772449228000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'passed','',0,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(8,1,1,8,1772449232000,330,'00000000002a','r1','practised',0,0,0.5,'answered','17',1,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(9,1,1,9,1772449236000,330,'00000000002a','plain','practised',3,3,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','redrill');
INSERT INTO "response" VALUES(10,1,1,10,1772449240000,330,'00000000002a','plain','exam',0,0,3.22580645161290313627e-02,'answered','17',1,40,903,8900,'quick','firm','too_fast');
INSERT INTO "response" VALUES(11,1,1,11,1772449244000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'timed_out','',0,NULL,NULL,8900,'calm','firm','');
INSERT INTO "response" VALUES(12,1,1,12,1772449248000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(13,2,2,1,1772449204000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','baseline');
INSERT INTO "response" VALUES(14,2,2,2,1772449208000,330,'00000000002a','plain','probe',0,0,3.22580645161290313627e-02,'answered','4, "5"
=6 ∘ 字',0,1501,903,8900,'calm','firm','baseline');
INSERT INTO "response" VALUES(15,2,2,3,1772449212000,330,'00000000002a','plain','practised',7,7,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(16,2,2,4,1772449216000,330,'00000000002a','plain','practised',6,8,3.22580645161290313627e-02,'answered','17',0,1501,903,8900,'staircase','firm','');
INSERT INTO "response" VALUES(17,2,2,5,1772449220000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'void','',NULL,NULL,NULL,8900,'calm','firm','paused');
INSERT INTO "response" VALUES(18,2,2,6,1772449224000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'timed_out','',0,NULL,NULL,4200,'staircase','firm','');
INSERT INTO "response" VALUES(19,2,2,7,1772449228000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'passed','',0,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(20,2,2,8,1772449232000,330,'00000000002a','r1','practised',0,0,0.5,'answered','17',1,1501,903,8900,'calm','firm','');
INSERT INTO "response" VALUES(21,2,2,9,1772449236000,330,'00000000002a','plain','practised',3,3,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','redrill');
INSERT INTO "response" VALUES(22,2,2,10,1772449240000,330,'00000000002a','plain','exam',0,0,3.22580645161290313627e-02,'answered','17',1,40,903,8900,'quick','firm','too_fast');
INSERT INTO "response" VALUES(23,2,2,11,1772449244000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'timed_out','',0,NULL,NULL,8900,'calm','firm','');
INSERT INTO "response" VALUES(24,2,2,12,1772449248000,330,'00000000002a','plain','practised',0,0,3.22580645161290313627e-02,'answered','17',1,1501,903,8900,'calm','firm','');
CREATE TABLE run (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	learner_id INTEGER NOT NULL, 
	deck_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	deck_hash TEXT, 
	seed BIGINT, 
	split TEXT, 
	calm_ms INTEGER, 
	quick_ms INTEGER, 
	primed BOOLEAN NOT NULL, 
	imported BOOLEAN NOT NULL, 
	started_utc_ms BIGINT NOT NULL, 
	started_offset_min INTEGER NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY ("key"), 
	CONSTRAINT ck_run_own_runs_are_whole CHECK (imported OR (deck_hash IS NOT NULL AND seed IS NOT NULL AND split IS NOT NULL AND calm_ms IS NOT NULL AND quick_ms IS NOT NULL)), 
	CONSTRAINT fk_run_deck_hash FOREIGN KEY(deck_hash) REFERENCES deck_version (hash), 
	CONSTRAINT fk_run_learner_id FOREIGN KEY(learner_id) REFERENCES learner (id), 
	CONSTRAINT uq_run_id UNIQUE (id), 
	CONSTRAINT uq_run_learner_id_deck_id_number UNIQUE (learner_id, deck_id, number)
);
INSERT INTO "run" VALUES(1,'df397739-1b5b-4643-a9f6-3e699d222808',1,'lantern-31',1,'h1',7,'{"salt": 112, "held_out": 0.4, "reserve": 0.1}',8000,2500,0,0,1772449200000,330);
INSERT INTO "run" VALUES(2,'11111111-1111-4111-8111-111111111111',2,'lantern-31',1,NULL,NULL,NULL,NULL,NULL,0,1,1772449204000,330);
CREATE TABLE session (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	run_id TEXT NOT NULL, 
	deck_hash TEXT, 
	started_utc_ms BIGINT NOT NULL, 
	started_offset_min INTEGER NOT NULL, 
	pressure TEXT NOT NULL, 
	goal_kind TEXT, 
	goal_value FLOAT, 
	app_version TEXT, 
	copy_ms INTEGER, 
	CONSTRAINT pk_session PRIMARY KEY ("key"), 
	CONSTRAINT fk_session_deck_hash FOREIGN KEY(deck_hash) REFERENCES deck_version (hash), 
	CONSTRAINT fk_session_run_id FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT uq_session_id UNIQUE (id)
);
INSERT INTO "session" VALUES(1,'dc3e884a-6306-43e5-9b3e-6d729cb84c46','df397739-1b5b-4643-a9f6-3e699d222808','h1',1772449200000,330,'firm','responses',300.0,'0.1.0',900);
INSERT INTO "session" VALUES(2,'22222222-2222-4222-8222-222222222222','11111111-1111-4111-8111-111111111111',NULL,1772449204000,330,'firm',NULL,NULL,NULL,NULL);
CREATE TABLE session_shortcuts (
	session_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_session_shortcuts PRIMARY KEY (session_id), 
	CONSTRAINT fk_session_shortcuts_session_id FOREIGN KEY(session_id) REFERENCES session (id)
);
INSERT INTO "session_shortcuts" VALUES('dc3e884a-6306-43e5-9b3e-6d729cb84c46',4);
CREATE TABLE tombstone (
	run_id TEXT NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	CONSTRAINT pk_tombstone PRIMARY KEY (run_id)
);
INSERT INTO "tombstone" VALUES('33333333-3333-4333-8333-333333333333',1772449200000);
CREATE TABLE verdict (
	id INTEGER NOT NULL, 
	run_id TEXT NOT NULL, 
	session_id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	utc_ms BIGINT NOT NULL, 
	offset_min INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	words TEXT NOT NULL, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (id), 
	CONSTRAINT fk_verdict_run_id FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT fk_verdict_session_id FOREIGN KEY(session_id) REFERENCES session (id)
);
INSERT INTO "verdict" VALUES(1,'df397739-1b5b-4643-a9f6-3e699d222808','dc3e884a-6306-43e5-9b3e-6d729cb84c46',12,1772449200000,330,'unclear','I need 12 unseen answers before I name a phase.','{"kind": "memorising"}');
CREATE TRIGGER mark_refuses_update BEFORE UPDATE ON mark BEGIN SELECT RAISE(ABORT, 'rows of mark never change: append a mark'); END;
CREATE INDEX ix_verdict_run_id ON verdict (run_id);
CREATE TRIGGER verdict_refuses_update BEFORE UPDATE ON verdict BEGIN SELECT RAISE(ABORT, 'rows of verdict never change: append a mark'); END;
CREATE TRIGGER mark_refuses_delete BEFORE DELETE ON mark WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE run_id = OLD.run_id) BEGIN SELECT RAISE(ABORT, 'rows of mark never change: append a mark'); END;
CREATE TRIGGER verdict_refuses_delete BEFORE DELETE ON verdict WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE run_id = OLD.run_id) BEGIN SELECT RAISE(ABORT, 'rows of verdict never change: append a mark'); END;
CREATE INDEX ix_deck_choice_learner_id ON deck_choice (learner_id);
CREATE INDEX ix_session_run_id ON session (run_id);
CREATE INDEX ix_response_session_key_utc_ms ON response (session_key, utc_ms);
CREATE INDEX ix_response_unmeasured ON response (run_key, seq) WHERE outcome = 'void' OR flags LIKE '%redrill%' OR flags LIKE '%idle%' OR flags LIKE '%undone%' OR flags LIKE '%warmup%';
CREATE INDEX ix_marked_run_key_seq ON marked (run_key, seq);
CREATE TRIGGER response_refuses_update BEFORE UPDATE ON response BEGIN SELECT RAISE(ABORT, 'rows of response never change: append a mark'); END;
CREATE TRIGGER response_refuses_delete BEFORE DELETE ON response WHEN NOT EXISTS (SELECT 1 FROM run JOIN tombstone ON tombstone.run_id = run.id WHERE run.key = OLD.run_key) BEGIN SELECT RAISE(ABORT, 'rows of response never change: append a mark'); END;
CREATE TRIGGER marked_refuses_update BEFORE UPDATE ON marked BEGIN SELECT RAISE(ABORT, 'rows of marked never change: append a mark'); END;
CREATE TRIGGER marked_refuses_delete BEFORE DELETE ON marked WHEN NOT EXISTS (SELECT 1 FROM run JOIN tombstone ON tombstone.run_id = run.id WHERE run.key = OLD.run_key) BEGIN SELECT RAISE(ABORT, 'rows of marked never change: append a mark'); END;
COMMIT;

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures people bring for their messages, in every size LINE may ask for. They never change. */
export class StoredPictures1763805200000 implements MigrationInterface {
  name = 'StoredPictures1763805200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stored_picture (
        -- unguessable, part of the public address
        code        text PRIMARY KEY,
        bot_id      uuid NOT NULL REFERENCES bot (id) ON DELETE CASCADE,
        -- of the file as it came: the same file is kept once
        sha256      text NOT NULL,
        width       integer NOT NULL,
        height      integer NOT NULL,
        created_at  timestamptz NOT NULL,
        UNIQUE (bot_id, sha256)
      );
      CREATE INDEX stored_picture_by_bot ON stored_picture (bot_id, created_at DESC);

      CREATE TABLE stored_picture_form (
        code          text NOT NULL REFERENCES stored_picture (code) ON DELETE CASCADE,
        form          text NOT NULL,
        bot_id        uuid NOT NULL,
        content_type  text NOT NULL,
        bytes         bytea NOT NULL,
        PRIMARY KEY (code, form)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stored_picture_form, stored_picture');
  }
}

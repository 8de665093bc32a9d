import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a change of a contact costs beside the change itself. Each change of tags computed the letters of the name anew for their index, by a
 * query in a function (measured: more than half of the whole update); and asked for tags with two names row by row, also where no bot has any.
 */
export class CheaperChanges1763811000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The same letters and pairs as before, so the index needs no making anew; one twice does no harm, it holds each once.
      CREATE OR REPLACE FUNCTION contact_name_grams(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
      DECLARE
        letters text[] := string_to_array(left(lower(normalize(name, NFKC)), 120), NULL);
        grams text[] := letters;
        last text;
        letter text;
      BEGIN
        FOREACH letter IN ARRAY letters LOOP
          IF last IS NOT NULL THEN grams := grams || (last || letter); END IF;
          last := letter;
        END LOOP;
        RETURN grams;
      END $$;
      ${tagsInStep('IF NOT EXISTS (SELECT 1 FROM tag_alias WHERE bot_id = NEW.bot_id) THEN RETURN NEW; END IF;')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION contact_name_grams(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN ARRAY(SELECT DISTINCT substr(k.key, i, n) FROM (SELECT left(lower(normalize(name, NFKC)), 120) AS key) k,
          generate_series(1, length(k.key)) AS i, generate_series(1, 2) AS n WHERE i + n <= length(k.key) + 1);
      ${tagsInStep('')}`);
  }
}

/** @param first what is looked at before anything else */
function tagsInStep(first: string): string {
  return `
      CREATE OR REPLACE FUNCTION contact_tags_in_step() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        pair record;
        was text[] := '{}';
      BEGIN
        ${first}
        IF TG_OP = 'UPDATE' THEN was := OLD.tags; END IF;
        FOR pair IN SELECT alias, tag FROM tag_alias WHERE bot_id = NEW.bot_id ORDER BY alias LOOP
          CONTINUE WHEN (pair.alias = ANY (NEW.tags)) = (pair.tag = ANY (NEW.tags));
          IF (CASE WHEN pair.alias = ANY (NEW.tags) THEN pair.alias ELSE pair.tag END) = ANY (was) AND (pair.alias = ANY (was)) = (pair.tag = ANY (was)) THEN
            -- one of the two was taken away now: the other goes with it
            NEW.tags := array_remove(array_remove(NEW.tags, pair.alias), pair.tag);
          ELSE
            NEW.tags := ARRAY(SELECT DISTINCT t FROM unnest(NEW.tags || ARRAY[pair.alias, pair.tag]) AS t ORDER BY t);
          END IF;
        END LOOP;
        RETURN NEW;
      END $$;`;
}

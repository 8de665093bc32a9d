import { testDatabase, createEmptyDatabase } from '@chatloom/test/database';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { Database } from './database';
import { migrate } from './migrate';

@Entity('cup')
class Cup {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  colour!: string;
}

class CreateCups1763700000000 implements MigrationInterface {
  name = 'CreateCups1763700000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE cup (id text PRIMARY KEY, colour text NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cup');
  }
}
class FillCups1763700000001 implements MigrationInterface {
  name = 'FillCups1763700000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO cup VALUES ('a', 'red')`);
  }
  async down(): Promise<void> {}
}
class FailOnSecondTable1763700000002 implements MigrationInterface {
  name = 'FailOnSecondTable1763700000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE saucer (id text)');
    await runner.query('CREATE TABLE saucer (id text)');
  }
  async down(): Promise<void> {}
}

const database = testDatabase({ entities: [Cup], migrations: [CreateCups1763700000000, FillCups1763700000001] });

describe('a test file', () => {
  it('finds a database of its own, migrated, by both doors', async () => {
    await database().orm.getRepository(Cup).insert({ id: 'b', colour: 'blue' });
    const { rows } = await database().pg.query<{ id: string }>('test.cups', 'SELECT id FROM cup WHERE colour <> $1 ORDER BY id', ['green']);
    expect(rows.map((row) => row.id)).toEqual(['a', 'b']);
  });
});

describe('a transaction', () => {
  it('keeps nothing when the work throws, and gives the connection back', async () => {
    const before = database().pg.pool.totalCount;
    await expect(
      database().pg.transaction(async (tx) => {
        await tx.query('test.insertCup', 'INSERT INTO cup VALUES ($1, $2)', ['c', 'white']);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const { rowCount } = await database().pg.run(`SELECT 1 FROM cup WHERE id = 'c'`);
    expect(rowCount).toBe(0);
    expect(database().pg.pool.totalCount).toBeLessThanOrEqual(Math.max(before, 1));
    expect(database().pg.pool.waitingCount).toBe(0);
  });

  it('keeps everything and gives the result when it resolves', async () => {
    const id = await database().pg.transaction(async (tx) => {
      const { rows } = await tx.query<{ id: string }>('test.insertCupReturning', 'INSERT INTO cup VALUES ($1, $2) RETURNING id', ['d', 'white']);
      return rows[0]?.id;
    });
    expect(id).toBe('d');
    expect((await database().pg.run(`SELECT 1 FROM cup WHERE id = 'd'`)).rowCount).toBe(1);
  });

  it('does last what was asked to be last, and nothing of it when the work throws or it fails itself', async () => {
    const said: string[] = [];
    const insert = (id: string, fails: 'never' | 'early' | 'late') =>
      database().pg.transaction(async (tx) => {
        tx.beforeCommit(async () => {
          said.push(`last ${id}`);
          await tx.run(`INSERT INTO cup VALUES ('${id}', 'white')`);
          if (fails === 'late') throw new Error('too late');
        });
        said.push(`work ${id}`);
        if (fails === 'early') throw new Error('changed my mind');
      });
    await insert('e', 'never');
    await expect(insert('f', 'early')).rejects.toThrow('changed my mind');
    await expect(insert('g', 'late')).rejects.toThrow('too late');
    expect(said).toEqual(['work e', 'last e', 'work f', 'work g', 'last g']);
    const { rows } = await database().pg.run<{ id: string }>(`SELECT id FROM cup WHERE id IN ('e', 'f', 'g')`);
    expect(rows).toEqual([{ id: 'e' }]);
  });

  it('survives its connection being cut: the error reaches the caller and the pool goes on', async () => {
    await expect(
      database().pg.transaction(async (tx) => {
        const { rows } = await tx.run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await database().pg.run('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
        await tx.run('SELECT 1');
      }),
    ).rejects.toThrow();
    expect(await database().ping()).toBeGreaterThan(0);
  });
});

describe('time limits', () => {
  it('cancel a statement that takes too long', async () => {
    const hasty = await new Database({ url: database().url, entities: [], migrations: [], poolSize: 2, statementTimeoutMs: 150 }).connect();
    await expect(hasty.pg.run('SELECT pg_sleep(20)')).rejects.toMatchObject({ code: '57014' });
    await hasty.close();
  });

  it('end a transaction in which nobody says anything', async () => {
    const strict = await new Database({ url: database().url, entities: [], migrations: [], poolSize: 2, idleInTransactionTimeoutMs: 100 }).connect();
    const failure = strict.pg.transaction(async (tx) => {
      await new Promise<void>((resolve) => tx.client.once('error', () => resolve()));
      await tx.run('SELECT 1');
    });
    await expect(failure).rejects.toThrow();
    await strict.close();
  });
});

describe('migrations', () => {
  it('run once when two processes start at the same moment', async () => {
    const empty = await createEmptyDatabase();
    const all = [CreateCups1763700000000, FillCups1763700000001];
    const results = await Promise.all([migrate(empty.url, all), migrate(empty.url, all), migrate(empty.url, all)]);
    expect(results.map((names) => names.length).sort()).toEqual([0, 0, 2]);
    await empty.drop();
  });

  it('leave nothing behind when one of them fails', async () => {
    const empty = await createEmptyDatabase();
    await expect(migrate(empty.url, [CreateCups1763700000000, FailOnSecondTable1763700000002])).rejects.toThrow('saucer');
    const half = await new Database({ url: empty.url, entities: [], migrations: [] }).connect();
    const { rows } = await half.pg.run(`SELECT to_regclass('cup') AS cup, to_regclass('saucer') AS saucer`);
    expect(rows).toEqual([{ cup: null, saucer: null }]);
    await half.close();
    expect(await migrate(empty.url, [CreateCups1763700000000])).toEqual(['CreateCups1763700000000']);
    await empty.drop();
  });
});

describe('a database that is not there at start', () => {
  it('is reached by the same object once it is there', async () => {
    const empty = await createEmptyDatabase();
    const name = new URL(empty.url).pathname.slice(1);
    await empty.drop();
    const late = new Database({ url: empty.url, entities: [Cup], migrations: [] });
    await expect(late.connect()).rejects.toMatchObject({ code: '3D000' });
    expect(late.isConnected).toBe(false);
    await database().pg.run(`CREATE DATABASE ${name}`);
    await late.connect();
    expect(await late.ping()).toBeGreaterThan(0);
    await late.close();
    await empty.drop();
  });
});

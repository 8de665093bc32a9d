import { Injectable } from '@nestjs/common';
import { NotFoundError, StateConflictError } from '@chatloom/bots';
import type { FieldOption, FieldType } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { Clock, Database } from '@chatloom/platform';
import { FlowNames } from '../tags/FlowNames';
import type { OtherUse } from '../tags/TagUses';
import { type FieldFault, type FieldRule, readFieldValue } from './readFieldValue';

/** A field people can have. */
export interface FieldDefinition extends FieldRule {
  key: string;
  label: string;
  type: FieldType;
  options: FieldOption[];
  description: string;
  /** false: met in flows or people, described by nobody; it counts as text. */
  isDefined: boolean;
  createdAt: Date | null;
}
export type NewField = Pick<FieldDefinition, 'key' | 'label' | 'type' | 'options' | 'description'>;
export type FieldChanges = Partial<Omit<NewField, 'key'>>;

const COLUMNS = 'key, label, type, options, description, true AS "isDefined", created_at AS "createdAt"';
const FIELDS_MAX = 500;
/** So many of the newest people are looked at for fields nobody described: looking at all would take seconds. */
const PEOPLE_LOOKED_AT = 2_000;

/** What fields people can have, and what fits into them. */
@Injectable()
export class Fields {
  private readonly users: ((botId: string, key: string) => Promise<OtherUse[]>)[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly flowNames: FlowNames,
  ) {}

  /** Those described, in their order. */
  async defined(botId: string): Promise<FieldDefinition[]> {
    const { rows } = await this.database.pg.query<FieldDefinition>('audience.fields', `SELECT ${COLUMNS} FROM contact_field WHERE bot_id = $1 ORDER BY position, created_at, key`, [botId]);
    return rows;
  }

  /** Those described, then those only met: in flows, and in the newest people. */
  async list(botId: string): Promise<FieldDefinition[]> {
    const [defined, inFlows, inPeople] = await Promise.all([
      this.defined(botId),
      this.flowNames.all(botId),
      this.database.pg.query<{ key: string }>(
        'audience.fieldsMet',
        `SELECT DISTINCT key FROM (SELECT fields FROM contact WHERE bot_id = $1 ORDER BY id DESC LIMIT ${PEOPLE_LOOKED_AT}) c, jsonb_object_keys(c.fields) AS key LIMIT 1000`,
        [botId],
      ),
    ]);
    const known = new Set(defined.map(({ key }) => key));
    const met = [...new Set([...inFlows.fields, ...inPeople.rows.map(({ key }) => key)])].filter((key) => !known.has(key)).sort();
    return [...defined, ...met.map(undescribed)];
  }

  /** The field as it is described, or as text. */
  async find(botId: string, key: string): Promise<FieldDefinition> {
    return (await this.defined(botId)).find((field) => field.key === key) ?? undescribed(key);
  }

  /** @throws StateConflictError when it is described already, or there are too many. */
  async create(botId: string, field: NewField): Promise<FieldDefinition> {
    const { rows } = await this.database.pg.query<FieldDefinition>(
      'audience.addField',
      `INSERT INTO contact_field (bot_id, key, label, type, options, description, position, created_at)
       SELECT $1, $2, $3, $4, $5, $6, coalesce(max(position) + 1, 0), $7 FROM contact_field WHERE bot_id = $1 HAVING count(*) < ${FIELDS_MAX}
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [botId, field.key, field.label, field.type, JSON.stringify(optionsOf(field.type, field.options)), field.description, new Date(this.clock.now())],
    );
    if (!rows[0]) throw new StateConflictError(`The field "${field.key}" is described already, or there are ${FIELDS_MAX} of them.`);
    return rows[0];
  }

  /** @throws NotFoundError */
  async update(botId: string, key: string, change: FieldChanges): Promise<FieldDefinition> {
    const now = (await this.defined(botId)).find((field) => field.key === key);
    if (!now) throw new NotFoundError('field');
    const { label, type, options, description } = { ...now, ...change };
    const { rows } = await this.database.pg.query<FieldDefinition>(
      'audience.setField',
      `UPDATE contact_field SET label = $3, type = $4, options = $5, description = $6 WHERE bot_id = $1 AND key = $2 RETURNING ${COLUMNS}`,
      [botId, key, label, type, JSON.stringify(optionsOf(type, options)), description],
    );
    if (!rows[0]) throw new NotFoundError('field');
    return rows[0];
  }

  /** Those not named keep their order behind the others. */
  async order(botId: string, keys: string[]): Promise<void> {
    await this.database.pg.query(
      'audience.orderFields',
      `UPDATE contact_field f SET position = o.position
       FROM (SELECT key, row_number() OVER (ORDER BY array_position($2::text[], key) NULLS LAST, position, created_at, key) AS position FROM contact_field WHERE bot_id = $1) o
       WHERE f.bot_id = $1 AND f.key = o.key`,
      [botId, keys],
    );
  }

  /** Forget the description. @throws NotFoundError, unless `mayBeUndescribed` */
  async delete(botId: string, key: string, mayBeUndescribed = false): Promise<void> {
    const { rowCount } = await this.database.pg.query('audience.dropField', 'DELETE FROM contact_field WHERE bot_id = $1 AND key = $2', [botId, key]);
    if (rowCount === 0 && !mayBeUndescribed) throw new NotFoundError('field');
  }

  /** Capabilities that name fields say so here. */
  registerUser(find: (botId: string, key: string) => Promise<OtherUse[]>): void {
    this.users.push(find);
  }

  /** What names the field besides flows. */
  async otherUses(botId: string, key: string): Promise<OtherUse[]> {
    return (await Promise.all(this.users.map((find) => find(botId, key)))).flat();
  }

  /** Values as they are stored, and a fault for each that does not fit. null empties a field; undescribed fields take anything. */
  async read(botId: string, values: Record<string, Json>): Promise<{ set: Record<string, Json>; clear: string[]; faults: { field: string; fault: FieldFault }[] }> {
    const known = new Map((await this.defined(botId)).map((field) => [field.key, field]));
    const set: Record<string, Json> = {};
    const clear: string[] = [];
    const faults: { field: string; fault: FieldFault }[] = [];
    for (const [field, value] of Object.entries(values)) {
      const rule = known.get(field);
      if (value === null) clear.push(field);
      else if (!rule) set[field] = value;
      else {
        const read = readFieldValue(rule, value);
        if ('fault' in read) faults.push({ field, fault: read.fault });
        else set[field] = read.value;
      }
    }
    return { set, clear, faults };
  }

  /** Keys of the values that do not fit their field's type, as flows may have written them. */
  async unfitting(botId: string, values: Record<string, Json>): Promise<string[]> {
    return (await this.defined(botId)).flatMap((field) => (field.key in values && 'fault' in readFieldValue(field, values[field.key]!) ? [field.key] : []));
  }
}

function undescribed(key: string): FieldDefinition {
  return { key, label: key, type: 'text', options: [], description: '', isDefined: false, createdAt: null };
}

function optionsOf(type: FieldType, options: FieldOption[]): FieldOption[] {
  return type === 'choice' || type === 'multiChoice' ? options : [];
}

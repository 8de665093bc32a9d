import type { CampaignTo, Demographic } from '@chatloom/contract';
import type { NarrowcastRequest } from '@chatloom/line';

type Audience = Extract<CampaignTo, { type: 'audience' }>;
type Condition = { type: string; [field: string]: unknown };

/** Whom LINE shall pick, in LINE's words (FACTS §12): audiences joined by and/or/not, a demographic filter, a limit. */
export function narrowcastOf(to: Audience): Pick<NarrowcastRequest, 'recipient' | 'filter' | 'limit'> {
  const audiences = (ids: readonly number[]) => ids.map((audienceGroupId) => ({ type: 'audience', audienceGroupId }));
  const include = to.include.length > 0 ? [joined('or', audiences(to.include))] : [];
  const exclude = to.exclude.length > 0 ? [{ type: 'operator', not: joined('or', audiences(to.exclude)) }] : [];
  const recipients = [...include, ...exclude];
  const demographic = to.demographic === null ? [] : conditionsOf(to.demographic);
  return {
    ...(recipients.length === 0 ? {} : { recipient: joined('and', recipients) as NarrowcastRequest['recipient'] }),
    ...(demographic.length === 0 ? {} : { filter: { demographic: joined('and', demographic) } as NarrowcastRequest['filter'] }),
    ...(to.max === null ? {} : { limit: { max: to.max } }),
  };
}

/** An operator of one condition is that condition. */
function joined(by: 'and' | 'or', conditions: readonly Condition[]): Condition {
  return conditions.length === 1 ? conditions[0]! : { type: 'operator', [by]: conditions };
}

function conditionsOf({ gender, age, appType, area, friendFor }: Demographic): Condition[] {
  const oneOf = (type: string, values: readonly string[]) => (values.length === 0 ? [] : [{ type, oneOf: values }]);
  const between = (type: string, range: { from: string | null; until: string | null } | null) =>
    range === null || (range.from === null && range.until === null) ? [] : [{ type, ...(range.from === null ? {} : { gte: range.from }), ...(range.until === null ? {} : { lt: range.until }) }];
  return [...oneOf('gender', gender), ...between('age', age), ...oneOf('appType', appType), ...oneOf('area', area), ...between('subscriptionPeriod', friendFor)];
}

import type { ThingKind } from '@chatloom/nodes/definitions';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { flowsQuery } from '../api';
import { drawsQuery } from '../screens/games/draws/drawQueries';
import { bingoGamesQuery } from '../screens/games/bingo/bingoQueries';
import { pollsQuery } from '../screens/games/polls/pollQueries';
import { stampCardsQuery } from '../screens/games/stamps/stampQueries';
import { vouchersQuery } from '../screens/games/vouchers/voucherQueries';
import { menusQuery } from '../screens/richMenus/menuQueries';
import { segmentsQuery } from '../screens/segments/segmentQueries';
import { topicsQuery } from '../screens/topics/topicQueries';

/** Something of the bot a step can name. What is not offered was made by a step of its own. */
export interface Thing {
  id: string;
  name: string;
  isOffered: boolean;
  /** Of a segment: false when its rules name something that is gone. */
  isUsable?: boolean;
}

const thing = ({ id, name }: { id: string; name: string }): Thing => ({ id, name, isOffered: true });

/** Everything of the bot that steps name by its id, by kind; undefined while it is being asked for. */
export function useThings(botId: string): { readonly [Kind in ThingKind]?: readonly Thing[] } {
  const flows = useQuery(flowsQuery(botId)).data?.items;
  const richMenus = useQuery(menusQuery(botId)).data?.items;
  const polls = useQuery(pollsQuery(botId)).data?.items;
  const bingo = useQuery(bingoGamesQuery(botId)).data?.items;
  const draws = useQuery(drawsQuery(botId)).data?.items;
  const vouchers = useQuery(vouchersQuery(botId)).data?.items;
  const stampCards = useQuery(stampCardsQuery(botId)).data?.items;
  const topics = useQuery(topicsQuery(botId)).data?.items;
  const segments = useQuery(segmentsQuery(botId)).data?.items;
  return useMemo(
    () => ({
      flow: flows?.map(thing),
      richMenu: richMenus?.map(thing),
      topic: topics?.map(thing),
      segment: segments?.map((segment) => ({ ...thing(segment), isUsable: !segment.problems.some(({ severity }) => severity === 'blocking') })),
      poll: polls?.map((poll) => ({ ...thing(poll), isOffered: poll.madeBy === null })),
      bingo: bingo?.map(thing),
      draw: draws?.map(thing),
      voucher: vouchers?.map(thing),
      stampCard: stampCards?.map(thing),
    }),
    [flows, richMenus, polls, bingo, draws, vouchers, stampCards, topics, segments],
  );
}

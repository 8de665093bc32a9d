import { useQuery } from '@tanstack/react-query';
import type { Segment, SegmentCount, SegmentProblem } from '@chatloom/contract';
import { segmentCountQuery } from './segmentQueries';
import { useLater } from './useLater';

/** Asked again when nothing was changed for so long. */
const PAUSE_MS = 400;
const EVERYBODY: Segment = { type: 'group', match: 'all', items: [] };

export interface LiveCountState {
  /** A rule is not finished: nothing is asked. */
  isUnfinished: boolean;
  /** The figure is that of the rules as they stand now. */
  isSettled: boolean;
  data: SegmentCount | undefined;
  error: unknown;
  /** What is wrong with the rules as they stand now. */
  problems: SegmentProblem[];
}

/** How many people rules mean, followed while they are edited. `segment` is null while a rule is unfinished. */
export function useLiveCount(botId: string, segment: Segment | null): LiveCountState {
  // Text, because the same rules come as a new object with every edit of something else.
  const text = segment && JSON.stringify(segment);
  const later = useLater(text, PAUSE_MS);
  const count = useQuery({ ...segmentCountQuery(botId, later === null ? EVERYBODY : (JSON.parse(later) as Segment)), enabled: later !== null });
  const isSettled = text !== null && later === text && !count.isFetching;
  const isOfNow = later === text && !count.isPlaceholderData;
  return { isUnfinished: text === null, isSettled, data: count.data, error: isSettled ? count.error : null, problems: isOfNow ? (count.data?.problems ?? []) : [] };
}

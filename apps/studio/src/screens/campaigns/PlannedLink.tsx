import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlannedThing } from './campaignQueries';

/** Leads to where something planned belongs: the flow, the topic or the game. */
export function PlannedLink({ botId, planned: { kind, id }, className, children }: { botId: string; planned: PlannedThing; className?: string; children: ReactNode }) {
  const look = { draggable: false, className, children };
  if (kind === 'flow') return <Link to="/b/$botId/flows/$flowId" params={{ botId, flowId: id }} {...look} />;
  if (kind === 'topic') return <Link to="/b/$botId/campaigns/topics/$topicId" params={{ botId, topicId: id }} {...look} />;
  if (kind === 'poll') return <Link to="/b/$botId/games/polls/$pollId" params={{ botId, pollId: id }} {...look} />;
  if (kind === 'bingo') return <Link to="/b/$botId/games/bingo/$gameId" params={{ botId, gameId: id }} {...look} />;
  return <Link to="/b/$botId/games/draws/$drawId" params={{ botId, drawId: id }} {...look} />;
}

import type { PollDocument, PollResults, PollState } from '@chatloom/contract';

/** A poll as it is stored. */
export interface PollRow {
  id: string;
  botId: string;
  name: string;
  document: PollDocument;
  revision: number;
  state: PollState;
  opensAt: Date | null;
  closesAt: Date | null;
  openedAt: Date | null;
  closedAt: Date | null;
  result: PollResults | null;
  followUp: FollowUp | null;
  flowId: string | null;
  nodeId: string | null;
  createdAt: Date;
}

/** How far telling people of a closed poll has come. */
export interface FollowUp {
  /** Whom to tell next: everybody who voted, then the groups. */
  stage: 'voters' | 'groups';
  /** The last one told, in the order of the table; '' at the beginning. */
  after: string;
  /** Ids of the choices that won. */
  winners: string[];
}

/** For SELECT and RETURNING over `poll p`. */
export const POLL_COLUMNS = `p.id, p.bot_id AS "botId", p.name, p.document, p.revision, p.state, p.opens_at AS "opensAt", p.closes_at AS "closesAt", p.opened_at AS "openedAt",
  p.closed_at AS "closedAt", p.result, p.follow_up AS "followUp", p.flow_id AS "flowId", p.node_id AS "nodeId", p.created_at AS "createdAt"`;

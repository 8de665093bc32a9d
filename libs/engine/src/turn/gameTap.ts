import type { Json, LineMessage } from '../types';
import { readTapData, type Tap } from './tapData';

/** Beginning of the postback data of every button of a game. */
const GAME = 'g|';
/** Where the tap data of the step that showed the card begins (see `writeTapData`). */
const BACK = '|t|';

/**
 * What becomes of a tap on a game, as those who keep games say it: what they did is done already, in the turn's own
 * transaction. Everything is optional.
 */
export interface GameAnswer {
  /** The redrawn card, or a friendly word; a free reply. */
  messages?: LineMessage[];
  /** What becomes of them without a reply token: left out, unless the team asked for them itself. */
  otherwise?: 'push' | 'drop';
  addTags?: string[];
  removeTags?: string[];
  /** Exit of the step that showed the card; taken where something is connected to it. */
  port?: string;
  /** The last answer, for the steps behind that exit; with `answerName` also kept under this name. */
  value?: Json;
  answerName?: string;
  /** A live flow to begin instead. */
  startFlowId?: string;
  /** In one word, for the trace. */
  outcome: string;
}

/**
 * Reads postback data of a game: `g|…`, opaque to the engine, with the step that showed the card at its end where there was
 * one. Nothing for any other postback.
 */
export function readGameTap(data: string): { back: Tap | undefined } | undefined {
  if (!data.startsWith(GAME)) return undefined;
  const at = data.indexOf(BACK);
  return { back: at < 0 ? undefined : readTapData(data.slice(at + 1)) };
}

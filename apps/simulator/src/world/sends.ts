import { lineDate } from './usage';

/** A send that statistics are kept of: to many at once, or under the name of an aggregation unit. */
export interface Send {
  requestId: string;
  via: 'push' | 'multicast' | 'narrowcast' | 'broadcast';
  /** Epoch ms. */
  at: number;
  unit?: string;
  /** Message objects in it. */
  messages: number;
  /** User IDs. */
  reached: ReadonlySet<string>;
  /** Who saw it; user IDs. */
  seen: Set<string>;
  /** Every opening of an address in it. */
  clicks: { url: string; userId: string; at: number }[];
  /** Who watched a video to its end. */
  played: string[];
}

/** The number of names a month has room for; later ones are silently not assigned (FACTS §12). */
const UNITS_PER_MONTH = 1_000;
const KEEP_AT_MOST = 2_000;

interface SavedSends {
  sends: (Omit<Send, 'reached' | 'seen'> & { reached: string[]; seen: string[] })[];
  units: [string, string[]][];
}

/** What insight tells about messages (FACTS §12): who saw and opened what, by request and by unit. */
export class Sends {
  private readonly byRequest = new Map<string, Send>();
  private readonly unitsByMonth = new Map<string, Set<string>>();

  /** Remembers a send, unless nobody could ask for it. */
  record(send: Omit<Send, 'reached' | 'seen' | 'clicks' | 'played'> & { reached: readonly string[] }): void {
    const unit = send.unit !== undefined && this.assign(send.unit, send.at) ? send.unit : undefined;
    if (unit === undefined && (send.via === 'push' || send.via === 'multicast')) return;
    const { unit: _asked, reached, ...rest } = send;
    this.byRequest.set(send.requestId, { ...rest, ...(unit !== undefined && { unit }), reached: new Set(reached), seen: new Set(), clicks: [], played: [] });
    if (this.byRequest.size > KEEP_AT_MOST) this.byRequest.delete(this.byRequest.keys().next().value!);
  }

  get(requestId: string): Send | undefined {
    return this.byRequest.get(requestId);
  }

  /** Sends under this name on days from `from` to `to`, both `yyyyMMdd`. */
  ofUnit(unit: string, from: string, to: string): Send[] {
    return [...this.byRequest.values()].filter((send) => send.unit === unit && lineDate(send.at) >= from && lineDate(send.at) <= to);
  }

  /** Names used in the month of a moment. */
  units(at: number): string[] {
    return [...(this.unitsByMonth.get(lineDate(at).slice(0, 6)) ?? [])];
  }

  /** The person opened the chat: everything sent to them so far is seen. */
  saw(userId: string): void {
    for (const send of this.byRequest.values()) if (send.reached.has(userId)) send.seen.add(userId);
  }

  opened(requestId: string | undefined, url: string, userId: string, at: number): void {
    this.byRequest.get(requestId ?? '')?.clicks.push({ url, userId, at });
  }

  watched(requestId: string | undefined, userId: string): void {
    this.byRequest.get(requestId ?? '')?.played.push(userId);
  }

  private assign(unit: string, at: number): boolean {
    const month = lineDate(at).slice(0, 6);
    const units = this.unitsByMonth.get(month) ?? new Set<string>();
    this.unitsByMonth.set(month, units);
    if (!units.has(unit) && units.size >= UNITS_PER_MONTH) return false;
    units.add(unit);
    return true;
  }

  /** For the snapshot file. */
  toJSON(): SavedSends {
    return { sends: [...this.byRequest.values()].map((send) => ({ ...send, reached: [...send.reached], seen: [...send.seen] })), units: [...this.unitsByMonth].map(([month, units]) => [month, [...units]]) };
  }
  restore(saved: SavedSends): void {
    for (const send of saved.sends) this.byRequest.set(send.requestId, { ...send, reached: new Set(send.reached), seen: new Set(send.seen) });
    for (const [month, units] of saved.units) this.unitsByMonth.set(month, new Set(units));
  }
}

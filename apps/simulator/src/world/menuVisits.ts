import { lineDate } from './usage';

/** One look at a rich menu, or one tap on it. */
interface Visit {
  richMenuId: string;
  /** `yyyyMMdd` in UTC+9. */
  date: string;
  userId: string;
  /** The area tapped; absent for a look. */
  area?: number;
}

const KEEP_AT_MOST = 50_000;

/** Looks and taps, for the statistics of rich menus (FACTS §12). */
export class MenuVisits {
  private visits: Visit[] = [];

  add(richMenuId: string, userId: string, at: number, area?: number): void {
    this.visits.push({ richMenuId, userId, date: lineDate(at), ...(area !== undefined && { area }) });
    if (this.visits.length > KEEP_AT_MOST * 1.1) this.visits = this.visits.slice(-KEEP_AT_MOST);
  }

  /** Those of one menu, both days included. */
  between(richMenuId: string, from: string, to: string): Visit[] {
    return this.visits.filter((visit) => visit.richMenuId === richMenuId && visit.date >= from && visit.date <= to);
  }

  /** For the snapshot file. */
  toJSON(): Visit[] {
    return this.visits;
  }
  restore(saved: Visit[]): void {
    this.visits = [...saved];
  }
}

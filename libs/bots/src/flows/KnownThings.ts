import type { FlowDocument, KnownSegments } from '@chatloom/flow';
import { Injectable } from '@nestjs/common';

/** What the steps of a flow may name that is not the bots' own. The capability it belongs to registers where it is found. */
@Injectable()
export class KnownThings {
  private findSegments: ((botId: string) => Promise<KnownSegments>) | undefined;

  registerSegments(find: (botId: string) => Promise<KnownSegments>): void {
    this.findSegments = find;
  }

  /** Undefined where nobody knows of segments: then nothing can be said about them. */
  async segments(botId: string): Promise<KnownSegments | undefined> {
    return this.findSegments?.(botId);
  }

  /** Those a document can be checked with; not asked for when no step names one. */
  async segmentsFor(botId: string, document: FlowDocument): Promise<KnownSegments | undefined> {
    const namesOne = Object.values(document.nodes).some(({ data }) => typeof (data as { segmentId?: unknown } | null)?.segmentId === 'string');
    return namesOne ? this.segments(botId) : undefined;
  }
}

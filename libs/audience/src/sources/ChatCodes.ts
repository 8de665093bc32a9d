import { Injectable } from '@nestjs/common';
import type { EffectScene } from '@chatloom/conversations';
import type { FriendSourceAnswer, GameAnswer } from '@chatloom/engine';
import type { Transaction } from '@chatloom/platform';

/** A message of a 1:1 chat that ends in a code, as links and QR codes write it (`friendCodeMessage`). */
export interface SentCode {
  /** As it was sent; capital letters may differ. */
  code: string;
  /** Of the person, BCP 47, where it is known. */
  language: string | undefined;
}

/** What a code brings, in the turn's transaction; null when it is none of these codes. */
export type CodeTaker = (tx: Transaction, scene: EffectScene, sent: SentCode) => Promise<FriendSourceAnswer | GameAnswer | null>;

/** Who takes codes that people send: friend sources, places that stamp cards. Each is asked until one knows the code. */
@Injectable()
export class ChatCodes {
  private readonly takers: CodeTaker[] = [];

  register(taker: CodeTaker): void {
    this.takers.push(taker);
  }

  /** The effect `friendCodeSent`; null: nobody knows this code, the message is an ordinary one. */
  async sentInTurn(tx: Transaction, scene: EffectScene, sent: SentCode): Promise<FriendSourceAnswer | GameAnswer | null> {
    for (const taker of this.takers) {
      const answer = await taker(tx, scene, sent);
      if (answer) return answer;
    }
    return null;
  }
}

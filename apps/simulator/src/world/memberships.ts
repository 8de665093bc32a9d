/** A paid membership plan of the account (FACTS §3); made by the driver, as in LINE's own console. */
export interface MembershipPlan {
  membershipId: number;
  title: string;
  description: string;
  benefits: string[];
  /** A month, in `currency`. */
  price: number;
  currency: 'JPY' | 'TWD' | 'THB';
  memberLimit: number | null;
  isInAppPurchase: boolean;
  isPublished: boolean;
}

/** One person in one plan. */
export interface Member {
  userId: string;
  membershipId: number;
  membershipNo: number;
  /** Epoch ms. */
  joinedAt: number;
  months: number;
}

/** Plans and members of a channel. */
export class Memberships {
  plans: MembershipPlan[] = [];
  members: Member[] = [];
  private lastNo = 0;

  /** A person joins, is billed for another month, or leaves. False when that cannot be. */
  change(type: 'joined' | 'renewed' | 'left', userId: string, membershipId: number, now: number): boolean {
    const member = this.members.find((one) => one.userId === userId && one.membershipId === membershipId);
    if (type === 'joined') {
      if (member) return false;
      this.members.push({ userId, membershipId, membershipNo: ++this.lastNo, joinedAt: now, months: 1 });
      return true;
    }
    if (!member) return false;
    if (type === 'renewed') member.months++;
    else this.members = this.members.filter((one) => one !== member);
    return true;
  }

  /** For the snapshot file. */
  toJSON(): { plans: MembershipPlan[]; members: Member[]; lastNo: number } {
    return { plans: this.plans, members: this.members, lastNo: this.lastNo };
  }
  restore(saved: { plans: MembershipPlan[]; members: Member[]; lastNo: number }): void {
    this.plans = saved.plans;
    this.members = saved.members;
    this.lastNo = saved.lastNo;
  }
}

import { IconChartPie, IconConfetti, IconGift, IconTicket } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DrawSummary } from './drawQueries';

/** A picture of each kind of draw. */
export const DRAW_ICONS: Record<DrawSummary['kind'], ReactNode> = {
  instant: <IconGift size={28} />,
  scratch: <IconTicket size={28} />,
  wheel: <IconChartPie size={28} />,
  raffle: <IconConfetti size={28} />,
};

import { fireEvent, screen } from '@testing-library/react';
import { renderPhone } from '../testing';
import { DateTray } from './DateTray';

describe('the date picker of a button', () => {
  it('says the range and refuses what lies outside it', () => {
    const picked: string[] = [];
    renderPhone(<DateTray mode="date" min="2026-11-22" max="2026-11-30" onPick={(moment) => picked.push(moment)} onClose={() => {}} />);
    const input = screen.getByLabelText('Date');
    expect(screen.getByText('From 2026-11-22 to 2026-11-30')).toBeTruthy();
    fireEvent.change(input, { target: { value: '2026-11-21' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(screen.getByRole('alert').textContent).toContain('within the range');
    expect(input.getAttribute('aria-describedby')).toContain(screen.getByRole('alert').id);
    fireEvent.change(input, { target: { value: '2026-11-22' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(picked).toEqual(['2026-11-22']);
  });

  it('takes the focus, and closes with Escape', () => {
    let closed = 0;
    renderPhone(<DateTray mode="time" initial="10:30" onPick={() => {}} onClose={() => (closed += 1)} />);
    const input = screen.getByLabelText('Time') as HTMLInputElement;
    expect(document.activeElement).toBe(input);
    expect(input.value).toBe('10:30');
    fireEvent.keyDown(input, { key: 'Escape' });
    expect(closed).toBe(1);
  });
});

import { fireEvent, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { Composer } from './Composer';
import { renderPhone } from './testing';

function Held({ sent }: { sent: string[] }) {
  const [draft, setDraft] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  return <Composer draft={draft} onDraft={setDraft} inputRef={input} disabled={false} onSend={(text) => sent.push(text)} onOpen={() => {}} />;
}

describe('writing in the phone', () => {
  it('sends with Enter, breaks the line with Shift+Enter, and leaves Enter to an input method at work', () => {
    const sent: string[] = [];
    renderPhone(<Held sent={sent} />);
    const input = screen.getByRole('textbox', { name: 'Message' }) as HTMLTextAreaElement;
    fireEvent.change(input, { target: { value: ' こんにちは ' } });
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(input, { key: 'Enter', shiftKey: true });
    expect(sent).toEqual([]);
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(sent).toEqual(['こんにちは']);
    expect(input.value).toBe('');
  });

  it('sends nothing when nothing is written', () => {
    const sent: string[] = [];
    renderPhone(<Held sent={sent} />);
    const input = screen.getByRole('textbox', { name: 'Message' });
    fireEvent.change(input, { target: { value: '   ' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(sent).toEqual([]);
    expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true);
  });
});

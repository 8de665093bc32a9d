import { checkFlow, type FlowDocument, type NodeDefinition } from '@chatloom/flow';
import { nodeDefinitions, NODE_TYPES, type NodeType } from '@chatloom/nodes/definitions';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TextEncoder } from 'node:util';
import { useState } from 'react';
import type { FormContextValue } from './formContext';
import { NodeForm } from './NodeForm';
import { valueAt } from './readSchema';

// What every browser has and the page of jsdom lacks.
Object.assign(globalThis, { TextEncoder, structuredClone: (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown });

const definitionOf = (type: NodeType): NodeDefinition => nodeDefinitions[type];

/** The form with its data kept by the test, problems found by the real check, and keys for words. */
function Page({ type, data: first, language = 'en', onData }: { type: NodeType; data?: Record<string, unknown>; language?: string; onData(data: Record<string, unknown>): void }) {
  const definition = definitionOf(type);
  const [data, setData] = useState<Record<string, unknown>>(first ?? (definition.defaults() as Record<string, unknown>));
  const document: FlowDocument = { formatVersion: 1, name: 'Lunch', language: 'en', nodes: { a: { type, data } }, edges: [], layout: { nodes: {} } };
  let last = 0;
  const context: Omit<FormContextValue, 'nodeType' | 'change'> = {
    data,
    t: (key, params) => (params ? `${key} ${JSON.stringify(params)}` : key),
    word: (...keys) => keys.find((key) => key.startsWith('fields.'))?.slice('fields.'.length) ?? keys.at(-1),
    sayProblem: (problem) => problem.message,
    problems: checkFlow(document, nodeDefinitions).filter((problem) => problem.nodeId === 'a' && problem.path),
    language,
    mainLanguage: 'en',
    suggestions: {
      fields: ['city'],
      tags: ['vip'],
      things: { flow: [{ id: 'f2', name: 'Booking' }] },
      nodes: [],
      variables: [
        { path: 'contact.displayName', label: 'Name of the person', sample: 'Ann' },
        { path: 'bot.name', label: 'Name of the bot', sample: 'Luna' },
      ],
    },
    readOnly: false,
    newId: () => `new${(last += 1)}`,
  };
  return (
    <NodeForm
      {...context}
      definition={definition}
      onChange={(next) => {
        setData(next);
        onData(next);
      }}
    />
  );
}

function open(type: NodeType, options: { data?: Record<string, unknown>; language?: string } = {}) {
  let current = options.data ?? (definitionOf(type).defaults() as Record<string, unknown>);
  render(<Page type={type} {...options} onData={(data) => (current = data)} />);
  return { data: () => current, at: (...path: (string | number)[]) => valueAt(current, path), user: userEvent.setup() };
}

describe('the settings form', () => {
  it.each(NODE_TYPES)('of %s has a label for every control', (type) => {
    open(type);
    for (const control of document.querySelectorAll('input, select, textarea')) {
      const named = control.getAttribute('aria-label') || control.getAttribute('aria-labelledby') || (control as HTMLInputElement).labels?.length;
      expect(named ? '' : control.outerHTML).toBe('');
    }
  });

  it('puts one more area where the picture is still free, and moves an area by the keyboard', async () => {
    const area = { id: 'a', kind: 'message', text: 'Hi', x: 0, y: 0, width: 520, height: 1040 };
    const form = open('imagemap', { data: { baseUrl: '', pictureHeight: 1040, altText: 'Menu', areas: [area], quickReplies: [], ifTooLate: 'drop' } });
    await form.user.click(screen.getAllByRole('button', { name: /addItem.entry/ })[0]!);
    expect(form.at('areas', 1)).toMatchObject({ x: 520, y: 0, width: 520, height: 1040 });
    const drawn = (await screen.findAllByRole('button', { pressed: false })).at(0)!;
    drawn.focus();
    await form.user.keyboard('{ArrowRight}');
    expect(form.at('areas', 0, 'x')).toBe(10);
    expect(form.at('areas', 0, 'text')).toBe('Hi');
  });

  it('asks for words for the keyboard only when the tap opens it', async () => {
    const form = open('buttons');
    expect(screen.queryByLabelText('fillInText')).toBeNull();
    await form.user.selectOptions(screen.getByLabelText('afterTap'), 'openKeyboard');
    await form.user.type(screen.getByLabelText('fillInText'), 'Order: ');
    expect(form.at('choices', 0)).toMatchObject({ afterTap: 'openKeyboard', fillInText: 'Order: ' });
  });

  it('ties a problem to its field', async () => {
    const form = open('text');
    const text = screen.getByLabelText('text');
    const problem = () => (text.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    expect(problem()).toContain('The text is empty.');
    expect(text.getAttribute('aria-invalid')).toBe('true');
    await form.user.type(text, 'Hello');
    expect(form.at('text')).toBe('Hello');
    expect(text.getAttribute('aria-invalid')).toBeNull();
  });

  it('counts a button’s characters as LINE counts them: a family emoji is one', async () => {
    const form = open('buttons');
    await form.user.type(screen.getByLabelText('label'), '👨‍👩‍👧 Yes');
    expect(screen.getByText(/form.count {"length":5,"max":20}/)).toBeTruthy();
  });

  it('offers variables after a brace and writes the chosen one', async () => {
    const form = open('text');
    const text = screen.getByLabelText<HTMLTextAreaElement>('text');
    await form.user.type(text, 'Hi {{{{bot');
    const options = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(options.map((option) => option.textContent)).toEqual(['Name of the botLuna']);
    await form.user.keyboard('{Enter}');
    expect(form.at('text')).toBe('Hi {{bot.name}}');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('writes another language beside the main one', async () => {
    const form = open('text', { data: { text: 'Hello', quickReplies: [], ifTooLate: 'drop' }, language: 'ja' });
    const text = screen.getByLabelText<HTMLTextAreaElement>('text');
    expect(text.placeholder).toBe('Hello');
    await form.user.type(text, 'はい');
    expect(form.at('text')).toEqual({ en: 'Hello', ja: 'はい' });
  });

  it('adds, fills, moves and removes buttons', async () => {
    const form = open('buttons');
    await form.user.click(screen.getAllByRole('button', { name: /addItem/ })[0]!);
    await form.user.type(screen.getAllByLabelText('label')[1]!, 'Second');
    expect(form.at('choices', 1)).toMatchObject({ kind: 'continue', label: 'Second' });
    await form.user.click(screen.getAllByRole('button', { name: /form.moveUp/ })[1]!);
    expect(form.at('choices', 0, 'label')).toBe('Second');
    await form.user.click(screen.getAllByRole('button', { name: /form.remove/ })[1]!);
    expect(form.at('choices')).toHaveLength(1);
  });

  it('changes what a button does and keeps its words', async () => {
    const form = open('buttons', { data: { text: 'Hi', choices: [{ id: 'c1', kind: 'continue', label: 'More' }], quickReplies: [] } });
    await form.user.selectOptions(screen.getByLabelText('kind'), 'uri');
    expect(form.at('choices', 0)).toEqual({ id: 'c1', kind: 'uri', label: 'More', uri: '' });
  });

  it('edits keywords, each with its way of comparing', async () => {
    const form = open('keywordTrigger');
    await form.user.selectOptions(screen.getByLabelText(/form.howCompared/), 'contains');
    await form.user.type(screen.getByRole('textbox'), 'book');
    expect(form.at('rules')).toEqual([{ mode: 'contains', text: 'book' }]);
  });

  it('builds groups of rules', async () => {
    const form = open('condition');
    await form.user.click(screen.getByRole('button', { name: 'form.addRule' }));
    await form.user.selectOptions(screen.getAllByLabelText('form.rule {"number":2}')[0]!, 'tag');
    await form.user.type(screen.getByLabelText('tag'), 'vip');
    await form.user.click(screen.getByRole('button', { name: 'form.addRuleGroup' }));
    expect(form.at('groups', 0, 'rules', 1)).toEqual({ kind: 'tag', tag: 'vip', has: true });
    expect(form.at('groups', 1, 'rules')).toHaveLength(1);
  });

  it('sets how long to wait, and shows the fields of another way of waiting', async () => {
    const form = open('delay');
    fireEvent.change(screen.getByLabelText('form.amount'), { target: { value: '20' } });
    await form.user.selectOptions(screen.getByLabelText('form.unit'), 'minutes');
    expect(form.at('until', 'duration')).toEqual({ amount: 20, unit: 'minutes' });
    await form.user.selectOptions(screen.getByLabelText('until'), 'weekday');
    await form.user.click(screen.getByRole('checkbox', { name: 'weekdays.2' }));
    expect(form.at('until', 'days')).toEqual([2]);
  });

  it('shows a field only while it matters', async () => {
    const form = open('setField');
    expect(screen.queryByLabelText('expression')).toBeNull();
    await form.user.selectOptions(screen.getByLabelText('from'), 'expression');
    expect(screen.getByLabelText('expression')).toBeTruthy();
    expect(screen.queryByLabelText('text')).toBeNull();
  });

  it('writes a schedule from the words people use', async () => {
    const form = open('scheduleTrigger');
    await form.user.selectOptions(screen.getByLabelText('form.repeat'), 'week');
    await form.user.click(screen.getByRole('checkbox', { name: 'weekdays.5' }));
    fireEvent.change(screen.getByLabelText('form.at'), { target: { value: '18:30' } });
    expect(form.at('cron')).toBe('30 18 * * 1,5');
  });

  it('adds a part that may be missing and takes it away again', async () => {
    const form = open('askText');
    await form.user.click(screen.getByRole('switch', { name: 'saveTo' }));
    expect(form.at('saveTo')).toEqual({ in: 'field', name: '' });
    await form.user.click(screen.getByRole('switch', { name: 'saveTo' }));
    expect(form.data()).not.toHaveProperty('saveTo');
  });

  it('keeps the last readable JSON while a mistake is being typed, and says what is wrong', () => {
    const form = open('flex');
    const json = screen.getByLabelText<HTMLTextAreaElement>('contents');
    fireEvent.change(json, { target: { value: '{"type":"bubble","body":{"type":"box","layout":"vertical","contents":[]}}' } });
    expect(form.at('contents', 'type')).toBe('bubble');
    fireEvent.change(json, { target: { value: '{"type":' } });
    expect(screen.getByRole('alert').textContent).toContain('form.notJson');
    expect(form.at('contents', 'type')).toBe('bubble');
    expect(json.value).toBe('{"type":');
  });

  it('gives a limit of a date in days from today', async () => {
    const form = open('askDate');
    await form.user.selectOptions(within(screen.getByRole('group', { name: 'min' })).getByLabelText('form.dateKind'), 'relative');
    fireEvent.change(screen.getByLabelText('form.relativeDate'), { target: { value: '2' } });
    expect(form.at('min')).toBe('today+2');
  });

  it('chooses a flow by its name', async () => {
    const form = open('goTo');
    await form.user.selectOptions(screen.getByLabelText('flowId'), 'Booking');
    expect(form.at('flowId')).toBe('f2');
  });

  it('shares people among branches by weight', () => {
    const form = open('randomSplit');
    fireEvent.change(screen.getAllByLabelText('weight')[0]!, { target: { value: '70' } });
    expect(form.at('branches', 0, 'weight')).toBe(70);
  });
});

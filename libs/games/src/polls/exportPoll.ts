import type { PollResults, PollVote } from '@chatloom/contract';
import { type LocalizedText, resolveText } from '@chatloom/flow';
import { CSV_MARK, csvRow } from '@chatloom/platform';

/** A poll as a table: how it stands, then, where it is not secret, who voted for what. */
export function exportPoll(poll: { name: string; question: LocalizedText; language: string; results: PollResults; votes: readonly PollVote[] | null }): string {
  const { results, language } = poll;
  const words = (text: LocalizedText) => resolveText(text, [language]);
  const ranked = results.choices.some(({ points }) => points !== null);
  const lines = [
    csvRow([poll.name]),
    csvRow([words(poll.question)]),
    csvRow(['voters', results.voters]),
    ...(results.average === null ? [] : [csvRow(['average', Number(results.average.toFixed(3))])]),
    csvRow([]),
    csvRow(['choice', ranked ? 'first places' : 'votes', ...(ranked ? ['points'] : [])]),
    ...results.choices.map(({ label, votes, points }) => csvRow([words(label), votes, ...(points === null ? [] : [points])])),
  ];
  if (poll.votes) {
    const labels = new Map(results.choices.map(({ id, label }) => [id, words(label)]));
    lines.push(csvRow([]), csvRow(['person', 'contact', 'choices', 'time']));
    for (const { displayName, contactId, choices, at } of poll.votes) lines.push(csvRow([displayName, contactId, choices.map((id) => labels.get(id) ?? id).join(' | '), at]));
  }
  return CSV_MARK + lines.join('');
}

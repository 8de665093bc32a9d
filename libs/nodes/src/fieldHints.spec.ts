import { z } from 'zod';
import { nodeDefinitions } from './definitions';
import { fieldHint } from './fieldHints';
import { localizedText } from './fields/localizedText';

describe('hints for the settings form', () => {
  it('are found through optional and default', () => {
    const tag = z.string().meta({ control: 'tag' });
    expect(fieldHint(tag.optional())?.control).toBe('tag');
    expect(fieldHint(z.string().meta({ control: 'select', options: ['a'] }).default('a'))?.options).toEqual(['a']);
    expect(fieldHint(z.object({ tag }))).toBeUndefined();
  });

  it('carry the counter of LINE’s limit, and that words may differ by language', () => {
    const text = nodeDefinitions.text.schema as unknown as z.ZodObject;
    expect(fieldHint(text.shape.text as z.ZodType)).toMatchObject({ control: 'textarea', counter: { unit: 'utf16', max: 5000 }, localized: true, templates: true });
    expect(fieldHint(localizedText(20, 'graphemes', { optional: true }).optional())).toMatchObject({ counter: { unit: 'graphemes', max: 20 } });
  });

  it('tell quick replies from buttons', () => {
    const buttons = nodeDefinitions.buttons.schema as unknown as z.ZodObject;
    expect(fieldHint(buttons.shape.choices as z.ZodType)).toMatchObject({ control: 'choices', container: 'template', minItems: 1, maxItems: 4 });
    expect(fieldHint(buttons.shape.quickReplies as z.ZodType)).toMatchObject({ control: 'choices', container: 'quickReply', maxItems: 13 });
  });
});

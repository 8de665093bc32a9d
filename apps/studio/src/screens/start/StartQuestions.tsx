import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { call, type RouteOutput } from '../../api/call';
import { showFieldErrors } from '../../api/fieldErrors';
import { keys } from '../../api/queries';
import { LANGUAGES } from '../../i18n/languages';
import { Button } from '../../ui/Button';
import { FormError } from '../../ui/FormError';
import { Group } from '../../ui/Group';
import { NativeSelect } from '../../ui/NativeSelect';
import { Stack } from '../../ui/Stack';
import { Textarea } from '../../ui/Textarea';
import { TextInput } from '../../ui/TextInput';
import { ChatPreview } from './ChatPreview';
import { fillTemplate, fromEditable, ownWords, readAloud, TEXT_MAX_UTF16, toEditable, wordsIn } from './templateWords';
import styles from './StartQuestions.module.css';

type Template = RouteOutput<'GET /templates'>['items'][number];
type Bot = RouteOutput<'GET /bots/:botId'>;
interface Answers {
  name: string;
  language: string;
  /** By node id; absent while the template's own words stand. */
  words: Record<string, string | undefined>;
}

/** Two to four questions that fill the template, with the phone's first bubbles beside them. Makes the bot when there is none yet. */
export function StartQuestions({ template, bot }: { template?: Template; bot?: Bot }) {
  const { t, i18n } = useTranslation(['flows', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  // A second press after a half-done first one must not make a second bot.
  const made = useRef<string>(undefined);
  const title = template ? wordsIn(template.title, i18n.language, 'en') : t('start.blank.title');
  const { control, register, handleSubmit, watch, formState, setError } = useForm<Answers>({
    defaultValues: { name: bot ? (template ? title : '') : '', language: bot?.language ?? i18n.language, words: {} },
  });
  const given = watch();
  const questions = useMemo(() => (template ? ownWords(template.document, given.language) : []), [template, given.language]);
  const shop = bot ? bot.name : given.name.trim() || '…';
  const customerWord = t('start.customerName');
  const textOf = (nodeId: string, text: string) => given.words[nodeId] ?? toEditable(text, shop, customerWord);

  const submit = handleSubmit(async ({ name, language, words }) => {
    setProblem(undefined);
    try {
      const botId = bot?.id ?? made.current ?? (await makeBot(name, language));
      made.current = botId;
      const filled = questions.map(({ nodeId, field, text }) => ({ nodeId, field, text: words[nodeId] === undefined ? text : fromEditable(words[nodeId], text, customerWord) }));
      const spoken = template && (await call('GET /templates', { query: { language } })).items.find(({ id }) => id === template.id);
      const body = spoken ? { document: fillTemplate(spoken.document, { name: bot ? name : title, language, words: filled }) } : { name: bot ? name : title };
      const flow = await call('POST /bots/:botId/flows', { params: { botId }, body });
      await queryClient.invalidateQueries({ queryKey: keys.bots });
      await navigate({ to: '/b/$botId/flows/$flowId', params: { botId, flowId: flow.id }, search: { panel: template ? 'phone' : 'edit' } });
    } catch (error) {
      setProblem(showFieldErrors(error, setError, t, ['name', 'language']));
    }
  });
  const makeBot = async (name: string, language: string) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return (await call('POST /bots', { body: { name, language, timeZone } })).id;
  };

  return (
    <div className={styles.layout}>
      <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
        <Stack>
          <FormError>{problem}</FormError>
          <TextInput
            label={bot ? t('start.flowName') : t('start.shop.label')}
            maxLength={120}
            autoComplete="organization"
            autoFocus
            error={formState.errors.name?.message}
            {...register('name', { validate: (value) => value.trim() !== '' || t('start.shop.missing') })}
          />
          <NativeSelect label={t('start.language')} data={LANGUAGES.map(({ id, name }) => ({ value: id, label: name }))} {...register('language')} />
          {questions.map(({ nodeId, kind, keyword, text }) => (
            <Controller
              key={nodeId}
              control={control}
              name={`words.${nodeId}`}
              rules={{
                validate: (value) => {
                  if (value !== undefined && value.trim() === '') return t('start.words.missing');
                  return (value?.length ?? 0) <= TEXT_MAX_UTF16 || t('start.words.tooLong', { max: TEXT_MAX_UTF16 });
                },
              }}
              render={({ field, fieldState }) => (
                <Textarea
                  ref={field.ref}
                  label={kind === 'opening' ? t('start.opening') : t('start.answer', { keyword })}
                  lang={given.language}
                  autosize
                  minRows={3}
                  maxRows={8}
                  value={textOf(nodeId, text)}
                  onChange={(event) => field.onChange(event.currentTarget.value)}
                  error={fieldState.error?.message}
                />
              )}
            />
          ))}
          <Group justify="space-between">
            <Link from="/start" to="/start" search={(previous) => ({ ...previous, template: undefined })}>
              {t('start.again')}
            </Link>
            <Button type="submit" loading={formState.isSubmitting}>
              {t('start.button')}
            </Button>
          </Group>
        </Stack>
      </form>
      {questions.length > 0 && <ChatPreview shop={shop} language={given.language} exchanges={questions.map(({ nodeId, keyword, kind, text }) => ({ said: kind === 'answer' ? keyword : undefined, answer: readAloud(fromEditable(textOf(nodeId, text), text, customerWord), shop) }))} />}
    </div>
  );
}

import { checkFlow, FLOW_FORMAT_VERSION, type LocalizedText, type Problem } from '@chatloom/flow';
import { nodeDefinitions, pollContentSchema } from '@chatloom/nodes/definitions';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlockForm } from '../../../blocks/useBlockForm';
import { call } from '../../../api/call';
import { botQuery } from '../../../api/queries';
import { LanguageTabs } from '../../../editor/form/LanguageTabs';
import { languagesIn } from '../../../editor/form/localizedValue';
import { NodeForm } from '../../../editor/form/NodeForm';
import { Card } from '../../../ui/Card';
import { NativeSelect } from '../../../ui/NativeSelect';
import { segmentsQuery } from '../../segments/segmentQueries';
import forms from '../../settings/forms.module.css';
import { pollKeys, type PollDetail, type PollDocument } from './pollQueries';
import { DraftActions } from '../shared/DraftActions';
import { FlowField } from '../shared/FlowField';
import { MomentField } from '../shared/MomentField';
import { NameField } from '../shared/NameField';
import { DraftFailure } from '../shared/DraftFailure';
import { useGameDraft } from '../shared/useGameDraft';

/** The questions are those of the voting step of a flow, so its form draws them. */
const DEFINITION = { ...nodeDefinitions.vote, schema: pollContentSchema };
const FLOWS = ['votersFlowId', 'winnersFlowId', 'groupFlowId'] as const;

/** A poll that has not opened: what it asks, when it runs, who may vote, what follows. */
export function PollForm({ botId, poll, onOpen, onCopy }: { botId: string; poll: PollDetail; onOpen: () => Promise<void>; onCopy: (name: string, document: PollDocument) => Promise<void> }) {
  const { t } = useTranslation('games');
  const bot = useQuery(botQuery(botId)).data;
  const segments = useQuery(segmentsQuery(botId)).data?.items ?? [];
  const form = useBlockForm(botId);
  const mainLanguage = bot?.language ?? 'en';
  const timeZone = bot?.timeZone ?? 'UTC';
  const [language, setLanguage] = useState<string>();
  const draft = useGameDraft<PollDocument, PollDetail>(poll, { list: pollKeys.list(botId), one: pollKeys.one(botId, poll.id) }, (body) => call('PUT /bots/:botId/polls/:pollId', { params: { botId, pollId: poll.id }, body }));
  const { name, setName, document, change } = draft;
  const { opensAt, closesAt, voters, onClose } = document;
  const content = useMemo(() => contentOf(document), [document]);
  const problems = useMemo(() => problemsOf(content), [content]);
  const faulty = problems.some(({ severity }) => severity === 'blocking') || name.trim() === '';
  const closesFirst = opensAt !== null && closesAt !== null && opensAt >= closesAt;
  const willWait = opensAt !== null && Date.parse(opensAt) > Date.now();
  return (
    <>
      <Card title={t('form.question')}>
        <div className={forms.form}>
          <DraftFailure draft={draft} onCopy={onCopy} />
          <NameField value={name} onChange={setName} />
          <LanguageTabs main={mainLanguage} chosen={language ?? mainLanguage} used={languagesIn(content as unknown as LocalizedText)} t={form.t} readOnly={false} onChoose={setLanguage} />
          <NodeForm
            {...form}
            definition={DEFINITION}
            data={content}
            problems={problems}
            language={language ?? mainLanguage}
            mainLanguage={mainLanguage}
            readOnly={false}
            onChange={(data) => change(data as Partial<PollDocument>)}
          />
        </div>
      </Card>
      <Card title={t('form.when')}>
        <div className={forms.form}>
          <MomentField label={t('form.opensAt')} description={t('form.opensHelp', { zone: timeZone })} timeZone={timeZone} value={opensAt} onChange={(moment) => change({ opensAt: moment })} />
          <MomentField label={t('form.closesAt')} description={t('form.closesHelp')} timeZone={timeZone} value={closesAt} error={closesFirst && t('form.closesFirst')} onChange={(moment) => change({ closesAt: moment })} />
          <NativeSelect
            label={t('form.voters')}
            value={voters.who === 'segment' ? voters.segmentId : voters.who}
            data={[{ value: 'everyone', label: t('form.everyone') }, { value: 'group', label: t('form.group') }, ...segments.map(({ id, name: label }) => ({ value: id, label: t('form.segment', { name: label }) }))]}
            onChange={(event) => change({ voters: votersOf(event.currentTarget.value) })}
          />
        </div>
      </Card>
      <Card title={t('form.after')}>
        <div className={forms.form}>
          <p>{t('form.afterText')}</p>
          {FLOWS.map((which) => (
            <FlowField key={which} botId={botId} label={t(`form.${which}`)} value={onClose[which]} onChange={(flowId) => change({ onClose: { ...onClose, [which]: flowId } })} />
          ))}
          <DraftActions draft={draft} isFaulty={faulty || closesFirst} verb={t(willWait ? 'form.schedule' : 'form.open')} onOpen={onOpen} />
        </div>
      </Card>
    </>
  );
}

function votersOf(value: string): PollDocument['voters'] {
  return value === 'everyone' || value === 'group' ? { who: value } : { who: 'segment', segmentId: value };
}

/** What the step of a flow has too: all but when, who and what follows. */
function contentOf({ opensAt: _opensAt, closesAt: _closesAt, voters: _voters, onClose: _onClose, ...content }: PollDocument) {
  return content;
}

/** What the voting step of a flow would complain about, field by field. */
function problemsOf(content: object): Problem[] {
  const node = { type: 'vote', data: { ...content, together: 'everyone', ifTooLate: 'drop' } };
  const found = checkFlow({ formatVersion: FLOW_FORMAT_VERSION, name: '', language: 'en', nodes: { poll: node }, edges: [], layout: { nodes: {} } }, nodeDefinitions);
  return found.filter(({ nodeId, path }) => nodeId === 'poll' && (path?.length ?? 0) > 0);
}

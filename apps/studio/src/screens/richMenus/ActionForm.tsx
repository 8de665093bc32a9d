import { countText } from '@chatloom/messages';
import type { RichMenuAction, RichMenuTab } from '@chatloom/messages';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '../../ui/NativeSelect';
import { TextInput } from '../../ui/TextInput';
import { Textarea } from '../../ui/Textarea';
import { ACTION_KINDS, kindOf, newAction, type ActionKind } from './menuModel';
import styles from './Designer.module.css';

interface Props {
  action: RichMenuAction;
  /** The tab the area is on, and all of them. */
  tabId: string;
  tabs: readonly RichMenuTab[];
  flows: readonly { id: string; name: string }[];
  /** Sentences about single fields, by the name of the field. */
  errors: Record<string, string>;
  /** `merging` names the field, so that typing is one step of undo. */
  onChange(action: RichMenuAction, merging?: string): void;
}

/** What happens when the area is tapped: first the kind, then what this kind needs. */
export function ActionForm({ action, tabId, tabs, flows, errors, onChange }: Props) {
  const { t } = useTranslation('richMenus');
  const otherTabs = tabs.filter(({ id }) => id !== tabId);
  const kinds = ACTION_KINDS.filter((kind) => kind !== 'switchTab' || otherTabs.length > 0 || action.type === 'switchTab');
  const kind = kindOf(action);
  return (
    <div className={styles.fields}>
      <NativeSelect
        label={t('action.label')}
        description={t(`action.help.${kind}`)}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`action.kind.${value}`) }))}
        onChange={(event) => onChange(newAction(event.currentTarget.value as ActionKind, otherTabs[0]?.id))}
      />
      <ActionFields action={action} otherTabs={otherTabs} flows={flows} errors={errors} onChange={onChange} />
    </div>
  );
}

function ActionFields({ action, otherTabs, flows, errors, onChange }: Pick<Props, 'action' | 'flows' | 'errors' | 'onChange'> & { otherTabs: RichMenuTab[] }) {
  const { t } = useTranslation('richMenus');
  /** A text field of the action; an empty optional one is left out. */
  const text = (field: string, label: string, value: string | undefined, options: { optional?: boolean; max?: number; unit?: 'graphemes' | 'utf16'; help?: string; lines?: boolean; placeholder?: string; type?: string } = {}) => {
    const count = options.max === undefined ? undefined : countText(value ?? '', options.unit ?? 'graphemes');
    const Input = options.lines ? Textarea : TextInput;
    return (
      <Input
        label={options.optional ? t('optional', { label }) : label}
        description={[options.help, count !== undefined && count > options.max! * 0.7 ? t('counter', { count, max: options.max }) : ''].filter(Boolean).join(' ') || undefined}
        error={errors[field]}
        value={value ?? ''}
        placeholder={options.placeholder}
        {...(options.lines ? { autosize: false, rows: 3 } : { type: options.type ?? 'text' })}
        onChange={(event: { currentTarget: { value: string } }) => {
          const written = event.currentTarget.value;
          const next: Record<string, unknown> = { ...action, [field]: written };
          if (options.optional && written === '') delete next[field];
          onChange(next as RichMenuAction, field);
        }}
      />
    );
  };
  switch (action.type) {
    case 'startFlow':
      return (
        <>
          <NativeSelect
            label={t('action.flow')}
            error={errors['flowId']}
            value={action.flowId}
            data={[
              { value: '', label: t('action.chooseFlow') },
              ...flows.map(({ id, name }) => ({ value: id, label: name })),
              ...(action.flowId === '' || flows.some(({ id }) => id === action.flowId) ? [] : [{ value: action.flowId, label: t('does.goneFlow') }]),
            ]}
            onChange={(event) => onChange({ ...action, flowId: event.currentTarget.value })}
          />
          {text('displayText', t('action.displayText'), action.displayText, { optional: true, max: 300, help: t('action.displayTextHelp') })}
        </>
      );
    case 'switchTab':
      return (
        <NativeSelect
          label={t('action.tab')}
          error={errors['tabId']}
          value={action.tabId}
          data={[...(otherTabs.some(({ id }) => id === action.tabId) ? [] : [{ value: action.tabId, label: t('action.chooseTab') }]), ...otherTabs.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => onChange({ ...action, tabId: event.currentTarget.value })}
        />
      );
    case 'message':
      return text('text', t('action.text'), action.text, { max: 300, lines: true });
    case 'uri':
      if (kindOf(action) === 'phone')
        return (
          <TextInput
            type="tel"
            label={t('action.phone')}
            error={errors['uri']}
            value={action.uri.slice('tel:'.length)}
            placeholder="+886 2 1234 5678"
            onChange={(event) => onChange({ type: 'uri', uri: `tel:${event.currentTarget.value.replace(/[^\d+*#]/g, '')}` }, 'uri')}
          />
        );
      return (
        <>
          {text('uri', t('action.uri'), action.uri, { max: 1000, unit: 'utf16', type: 'url', placeholder: 'https://' })}
          {text('desktopUri', t('action.desktopUri'), action.desktopUri, { optional: true, max: 1000, unit: 'utf16', type: 'url', placeholder: 'https://' })}
        </>
      );
    case 'postback':
      return kindOf(action) === 'keyboard' ? (
        <>
          {text('fillInText', t('action.fillInText'), action.fillInText, { optional: true, max: 300, lines: true })}
          {text('data', t('action.data'), action.data, { max: 300, unit: 'utf16', help: t('action.dataHelp') })}
        </>
      ) : (
        <>
          {text('data', t('action.data'), action.data, { max: 300, unit: 'utf16', help: t('action.dataHelp') })}
          {text('displayText', t('action.displayText'), action.displayText, { optional: true, max: 300, help: t('action.displayTextHelp') })}
          <NativeSelect
            label={t('action.inputOption')}
            value={action.inputOption ?? ''}
            data={(['', 'closeRichMenu', 'openRichMenu', 'openVoice'] as const).map((value) => ({ value, label: t(`action.input.${value || 'nothing'}`) }))}
            onChange={(event) => {
              const { inputOption: _before, ...rest } = action;
              const value = event.currentTarget.value as '' | 'closeRichMenu' | 'openRichMenu' | 'openVoice';
              onChange(value === '' ? rest : { ...rest, inputOption: value });
            }}
          />
        </>
      );
    case 'datetimepicker': {
      const type = action.mode === 'datetime' ? 'datetime-local' : action.mode;
      return (
        <>
          <NativeSelect
            label={t('action.mode')}
            value={action.mode}
            data={(['date', 'time', 'datetime'] as const).map((value) => ({ value, label: t(`action.modes.${value}`) }))}
            onChange={(event) => onChange({ type: 'datetimepicker', data: action.data, mode: event.currentTarget.value as typeof action.mode })}
          />
          {text('data', t('action.data'), action.data, { max: 300, unit: 'utf16', help: t('action.dataHelp') })}
          {text('initial', t('action.initial'), action.initial, { optional: true, type })}
          {text('min', t('action.min'), action.min, { optional: true, type })}
          {text('max', t('action.max'), action.max, { optional: true, type })}
        </>
      );
    }
    case 'clipboard':
      return text('clipboardText', t('action.clipboard'), action.clipboardText, { max: 1000, unit: 'utf16', lines: true });
  }
}


import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageTabs } from '../editor/form/LanguageTabs';
import { languagesIn } from '../editor/form/localizedValue';
import { NodeForm, problemsWithoutField } from '../editor/form/NodeForm';
import { hasLocalizedText } from '../editor/form/readSchema';
import formStyles from '../editor/form/form.module.css';
import { randomId } from '../editor/store/randomId';
import { ActionIcon } from '../ui/ActionIcon';
import { Button } from '../ui/Button';
import { BlockTile } from './BlockTile';
import { BLOCK_PALETTE, FIELDS_OF_FLOWS, MOST_BLOCKS, moveBlock, newBlock, problemsOfBlock, withBlock, withoutFlowTaps, type Block, type BlockProblem, type BlockType } from './blockModel';
import { useBlockForm } from './useBlockForm';
import styles from './blocks.module.css';

export interface BlocksEditorProps {
  botId: string;
  blocks: readonly Block[];
  /** As the server found them, paths beginning with the place of the block. */
  problems: readonly BlockProblem[];
  /** The language plain texts are written in. */
  mainLanguage: string;
  /** Which language is being written; the preview may follow it. */
  language: string;
  onLanguage(language: string): void;
  /** `merging` names the field that is being typed in, so that one undo takes back a whole word. */
  onChange(blocks: Block[], merging?: string): void;
}

/** One to five bubbles: add, write with the forms of the flow editor, reorder, remove. */
export function BlocksEditor({ botId, blocks, problems, mainLanguage, language, onLanguage, onChange }: BlocksEditorProps) {
  const { t } = useTranslation(['campaigns', 'nodes']);
  const form = useBlockForm(botId);
  const [keys, setKeys] = useState<string[]>(() => blocks.map(randomId));
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(blocks.length > 1 ? keys : []));
  const [choosing, setChoosing] = useState(blocks.length === 0);
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<string>(undefined);
  // Undo or another variant brings a list of another length: its blocks are other ones.
  const shownKeys = keys.length === blocks.length ? keys : blocks.map((_, index) => keys[index] ?? `more${index}`);

  useEffect(() => {
    const key = wanted.current;
    if (key === undefined) return;
    wanted.current = undefined;
    list.current?.querySelector<HTMLElement>(`[data-block="${key}"] [data-node-form] :is(input, textarea, select)`)?.focus();
  });

  const add = (type: BlockType) => {
    const key = randomId();
    wanted.current = key;
    setKeys([...shownKeys, key]);
    setFolded(new Set(shownKeys));
    setChoosing(false);
    onChange([...blocks, newBlock(type)]);
  };
  const move = (from: number, to: number) => {
    const next = [...shownKeys];
    next.splice(to, 0, ...next.splice(from, 1));
    setKeys(next);
    onChange([...moveBlock(blocks, from, to)]);
  };
  const remove = (index: number) => {
    setKeys(shownKeys.filter((_, at) => at !== index));
    onChange(blocks.filter((_, at) => at !== index));
    if (blocks.length === 1) setChoosing(true);
  };
  const fold = (key: string) => setFolded((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  const titleOf = (type: string) => form.word(`nodes.${type}.title`) ?? type;
  const texts = blocks.some(({ type }) => hasLocalizedText(nodeDefinitions[type].schema));

  return (
    <div className={styles.editor}>
      {texts && <LanguageTabs main={mainLanguage} chosen={language} used={languagesIn(blocks.map(({ data }) => data))} t={form.t} readOnly={false} onChoose={onLanguage} />}
      <ol className={styles.list} ref={list} aria-label={t('blocks.list')}>
        {blocks.map((block, index) => {
          const key = shownKeys[index]!;
          const own = problemsOfBlock(problems, index);
          const loose = problemsWithoutField(own);
          const name = t('blocks.number', { number: index + 1, type: titleOf(block.type) });
          const open = !folded.has(key);
          return (
            <li key={key} className={styles.block} data-block={key}>
              <div className={styles.head}>
                <button type="button" className={styles.title} aria-expanded={open} onClick={() => fold(key)}>
                  {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
                  <BlockTile type={block.type} />
                  <span>{name}</span>
                </button>
                {!open && own.some(({ severity }) => severity === 'blocking') && (
                  <span className={styles.faulty}>
                    <IconAlertTriangle size={14} aria-hidden />
                    {t('blocks.unfinished')}
                  </span>
                )}
                {blocks.length > 1 && (
                  <>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('blocks.up', { name })} disabled={index === 0} onClick={() => move(index, index - 1)}>
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('blocks.down', { name })} disabled={index === blocks.length - 1} onClick={() => move(index, index + 1)}>
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                  </>
                )}
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('blocks.remove', { name })} onClick={() => remove(index)}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </div>
              {open && (
                <div className={styles.form} data-node-form>
                  {loose.length > 0 && (
                    <ul className={styles.problems}>
                      {loose.map((problem, at) => (
                        <li key={at} className={formStyles.problem}>
                          <IconAlertTriangle size={14} aria-hidden />
                          <span>{form.sayProblem(problem)}</span>
                        </li>
                      ))}
                    </ul>
                  )}
                  <NodeForm
                    {...form}
                    definition={nodeDefinitions[block.type]}
                    data={block.data}
                    problems={own}
                    language={language}
                    mainLanguage={mainLanguage}
                    readOnly={false}
                    skip={block.type === 'flex' ? [...FIELDS_OF_FLOWS, 'choices'] : FIELDS_OF_FLOWS}
                    onChange={(data, path) => onChange(withBlock(blocks, index, { type: block.type, data: withoutFlowTaps(data) as Block['data'] }), `${key}.${path.join('.')}`)}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {blocks.length >= MOST_BLOCKS ? (
        <p className={styles.hint}>{t('blocks.full', { count: MOST_BLOCKS })}</p>
      ) : choosing ? (
        <fieldset className={styles.palette}>
          <legend>{t(blocks.length === 0 ? 'blocks.first' : 'blocks.add')}</legend>
          {BLOCK_PALETTE.map((type) => (
            <button key={type} type="button" className={styles.entry} title={form.word(`nodes.${type}.help`)} onClick={() => add(type)}>
              <BlockTile type={type} />
              <span>{titleOf(type)}</span>
            </button>
          ))}
        </fieldset>
      ) : (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} className={styles.add} onClick={() => setChoosing(true)}>
          {t('blocks.add')}
        </Button>
      )}
    </div>
  );
}

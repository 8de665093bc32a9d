import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ContactImport } from '@chatloom/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat';
import { PageHead } from '../../shell/PageHead';
import { Card } from '../../ui/Card';
import { ErrorState } from '../../ui/ErrorState';
import { SkeletonList } from '../../ui/Skeleton';
import { StateBadge, type Tone } from '../../ui/StateBadge';
import { ImportWizard } from './ImportWizard';
import { importsQuery } from './importQueries';
import { PeopleTabs } from './PeopleTabs';
import { UploadForm } from './UploadForm';
import rows from './PeopleRows.module.css';

const route = getRouteApi('/b/$botId/people/import');
const TONES: Record<ContactImport['state'], Tone> = { uploading: 'plain', uploaded: 'info', checking: 'info', checked: 'info', running: 'info', done: 'good', failed: 'danger', cancelled: 'warn' };

/** Bringing people's data in from a file: choose it, look at it, say what each column is, try it, do it. */
export default function ImportPage() {
  const { t } = useTranslation('contacts');
  const { botId } = route.useParams();
  const { import: importId } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (id: string | undefined) => void navigate({ search: id ? { import: id } : {} });
  return (
    <>
      <PageHead title={t('import.title')} text={t('import.text')} />
      <PeopleTabs botId={botId} />
      {importId ? <ImportWizard key={importId} botId={botId} importId={importId} onLeave={() => open(undefined)} /> : <Begin botId={botId} onOpen={open} />}
    </>
  );
}

function Begin({ botId, onOpen }: { botId: string; onOpen: (importId: string) => void }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const imports = useQuery(importsQuery(botId));
  const items = imports.data?.items;
  return (
    <>
      <Card title={t('import.choose')}>
        <UploadForm botId={botId} onUploaded={onOpen} />
      </Card>
      {imports.error ? (
        <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />
      ) : !items ? (
        <SkeletonList count={2} height={56} />
      ) : (
        items.length > 0 && (
          <section aria-labelledby="former-imports">
            <h2 id="former-imports" className={rows.title}>
              {t('import.former')}
            </h2>
            <ul className={rows.list}>
              {items.map((item) => (
                <li key={item.id} className={rows.person}>
                  <span className={rows.face} aria-hidden>
                    <IconFileImport size={18} />
                  </span>
                  <div className={rows.words}>
                    <Link to="/b/$botId/people/import" params={{ botId }} search={{ import: item.id }} className={rows.link}>
                      {item.fileName}
                    </Link>
                    <div className={rows.text}>
                      {format.dateTime(item.createdAt)}
                      {item.counts && <> · {t('import.result', { created: format.number(item.counts.create), updated: format.number(item.counts.update) })}</>}
                    </div>
                  </div>
                  <StateBadge tone={TONES[item.state]}>{t(`import.states.${item.state}`)}</StateBadge>
                </li>
              ))}
            </ul>
          </section>
        )
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/call';
import type { MenuButton } from '../../ui/LazyMenu';
import { Menu } from '../../ui/Menu';
import { OpenMenu } from '../../ui/OpenMenu';
import { exportFileName } from './exportFileName';
import type { FlowActions, FlowSummary } from './FlowCard';

/** What can be done with one flow. */
export default function FlowMenu({ button, botId, flow, actions }: MenuButton & { botId: string; flow: FlowSummary; actions: FlowActions }) {
  const { t } = useTranslation('flows');
  return (
    <OpenMenu button={button} position="bottom-end">
      {flow.state === 'archived' ? (
        <Menu.Item onClick={() => actions.restore(flow)}>{t('menu.restore')}</Menu.Item>
      ) : (
        <>
          <Menu.Item onClick={() => actions.rename(flow)}>{t('menu.rename')}</Menu.Item>
          <Menu.Item onClick={() => actions.duplicate(flow)}>{t('menu.duplicate')}</Menu.Item>
          <Menu.Item component="a" href={apiUrl('/bots/:botId/flows/:flowId/export', { params: { botId, flowId: flow.id } })} download={exportFileName(flow.name)}>
            {t('menu.export')}
          </Menu.Item>
          {flow.publishedVersion !== null && <Menu.Item onClick={() => actions.unpublish(flow)}>{t('menu.unpublish')}</Menu.Item>}
          <Menu.Divider />
          <Menu.Item onClick={() => actions.archive(flow)}>{t('menu.archive')}</Menu.Item>
        </>
      )}
    </OpenMenu>
  );
}

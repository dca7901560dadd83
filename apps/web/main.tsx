import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startI18n } from './app/i18n';
import { guardComposition } from './kit/composition';

guardComposition(document);
const root = document.getElementById('root');
if (!root) throw new TypeError('index.html has no #root');
await startI18n();
createRoot(root).render(<App />);

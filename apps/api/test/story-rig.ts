import { type Case, Rig, type RigOptions } from '@kado/workflows/test/rig';
import { ApiRig, type Reply } from './rig';

/**
 * The API over the database and the engine of the workflow stories: an engagement is driven anywhere by their words, and
 * looked at and ordered about over HTTP.
 */
export class StoryRig {
  private constructor(
    readonly stories: Rig,
    readonly api: ApiRig,
  ) {}

  static async start(options: RigOptions = {}): Promise<StoryRig> {
    const stories = await Rig.start(options);
    const api = await ApiRig.start({
      temporalAddress: stories.env.address,
      taskQueue: stories.taskQueue,
      databaseUrl: () => Promise.resolve(stories.databaseUrl),
    });
    return new StoryRig(stories, api);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.stories.stop();
  }

  post = (path: string, as: string, body?: unknown, key?: string): Promise<Reply> => this.api.post(path, as, body, key);
  get = (path: string, as = 'manager01'): Promise<Reply> => this.api.get(path, as);

  /** A command on an engagement: `hold`, `cancel`… */
  order = (c: Case, command: string, as: string, body: object = {}, key?: string): Promise<Reply> =>
    this.api.post(`/engagements/${c.key}/${command}`, as, body, key);

  complete = (taskId: string, as: string, body: object): Promise<Reply> =>
    this.api.post(`/human-tasks/${taskId}/complete`, as, body);

  async countAudit(c: Case, operation: string): Promise<number> {
    const [row] = await this.stories.sql<{ n: number }>(
      'select count(*)::int as n from audit_log where engagement_id = $1 and operation = $2',
      [c.input.engagementId, operation],
    );
    return row?.n ?? 0;
  }

  /** Sentences of the timeline, oldest first, as somebody reads them. */
  async told(c: Case, as = 'manager01', query = ''): Promise<{ textJa: string; operation: string; reason?: string }[]> {
    return (await this.get(`/engagements/${c.key}/timeline?limit=200${query}`, as)).body.items;
  }
}

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A Slurm of one machine, this one, with daemons and files of its own. */
export class RealSlurm {
  readonly environment: NodeJS.ProcessEnv;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.environment = { ...process.env, SLURM_CONF: join(folder, 'slurm.conf') };
  }

  /** Begins one; undefined where Slurm is not installed, or this user may not run its daemons. */
  static begin(folder: string, mostTasks: number): RealSlurm | undefined {
    const there = ['munged', 'slurmctld', 'slurmd', 'sbatch'].every(
      (name) => spawnSync('which', [name]).status === 0,
    );
    if (!there || process.getuid?.() !== 0) return undefined;
    for (const name of ['', 'spool', 'state']) mkdirSync(join(folder, name), { recursive: true });
    // munged asks for folders that only their owner may change, up to the root.
    const munge = join('/run', `latent-sr-munge-${process.pid}`);
    mkdirSync(munge, { recursive: true, mode: 0o755 });
    writeFileSync(join(munge, 'key'), randomBytes(1024));
    chmodSync(join(munge, 'key'), 0o400);
    const host = hostname().split('.')[0]!;
    const port = 20_000 + (process.pid % 20_000);
    writeFileSync(
      join(folder, 'slurm.conf'),
      `ClusterName=spec
SlurmctldHost=${host}
SlurmctldPort=${port}
SlurmdPort=${port + 1}
AuthType=auth/munge
AuthInfo=socket=${munge}/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdSpoolDir=${folder}/spool
StateSaveLocation=${folder}/state
SlurmUser=root
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MaxArraySize=${mostTasks + 1}
AccountingStorageType=accounting_storage/none
NodeName=${host} CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`,
    );
    const slurm = new RealSlurm(folder);
    const files = ['key-file=key', 'socket=socket', 'pid-file=pid', 'log-file=log', 'seed-file=seed'];
    slurm.#munge = munge;
    slurm.#run('munged', ...files.map((file) => file.replace(/^(.*)=(.*)$/, `--$1=${munge}/$2`)));
    slurm.#run('slurmctld');
    slurm.#run('slurmd');
    return slurm;
  }

  #munge = '';

  /** Puts the first task that runs back into the queue. */
  async requeueOne(): Promise<void> {
    for (let times = 0; times < 300; times++) {
      const [task] = this.#run('squeue', '-h', '-t', 'R', '-o', '%i').trim().split('\n');
      if (task) {
        this.#run('scontrol', 'requeue', task);
        // It would begin again two minutes later.
        await wait(1_000);
        this.#run('scontrol', 'update', `JobId=${task}`, 'StartTime=now');
        return;
      }
      await wait(50);
    }
    throw new Error('no task ran');
  }

  /** The controller is down for a moment. */
  async restartController(): Promise<void> {
    process.kill(this.#pid('slurmctld.pid'));
    await wait(2_000);
    this.#run('slurmctld');
  }

  end(): void {
    for (const pid of [
      this.#pid('slurmd.pid'),
      this.#pid('slurmctld.pid'),
      this.#pid(join(this.#munge, 'pid')),
    ]) {
      try {
        process.kill(pid);
      } catch {}
    }
  }

  #pid(file: string): number {
    return Number(readFileSync(file.startsWith('/') ? file : join(this.#folder, file), 'utf8'));
  }

  #run(command: string, ...args: readonly string[]): string {
    return spawnSync(command, args, { env: this.environment, encoding: 'utf8' }).stdout ?? '';
  }
}

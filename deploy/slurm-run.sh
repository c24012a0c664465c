#!/bin/sh
# A run in 16 shards on Slurm, then the merge:
#   id=$(sbatch --parsable deploy/slurm-run.sh plan.yaml)
#   sbatch --dependency=afterok:$id --wrap 'sendsim merge runs/plan-*-of-16 --out runs/plan'
# The folder runs/ is one that all nodes see. --force: a task that Slurm gives
# again writes the same shard again.
#SBATCH --job-name=sendsim
#SBATCH --array=0-15
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=01:00:00
set -eu
exec sendsim run "$1" --shard "$SLURM_ARRAY_TASK_ID/16" --workers "$SLURM_CPUS_PER_TASK" \
  --out "runs/plan-$SLURM_ARRAY_TASK_ID-of-16" --force --quiet

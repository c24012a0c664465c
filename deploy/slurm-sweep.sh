#!/bin/sh
# A sweep in 64 shards on Slurm, all in one folder that all nodes see; the last
# command finds every part there and writes the table and the pictures:
#   id=$(sbatch --parsable deploy/slurm-sweep.sh design.yaml)
#   sbatch --dependency=afterok:$id --wrap 'sendsim sweep design.yaml --out runs/design'
#SBATCH --job-name=sendsim-sweep
#SBATCH --array=0-63
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --requeue
set -eu
exec sendsim sweep "$1" --shard "$SLURM_ARRAY_TASK_ID/64" --workers "$SLURM_CPUS_PER_TASK" --out runs/design --quiet

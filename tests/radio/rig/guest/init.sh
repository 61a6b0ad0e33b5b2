#!/bin/bash
# Process 1 of a node's virtual machine: the host's files, read-only, under a layer of
# memory that takes all changes; only the node's own output folder is the host's.
# The kernel passes NODE_OUT, NODE_PYTHON and NODE_SUPERVISOR from its command line.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

mount -t tmpfs -o size=75% memory /mnt
mkdir /mnt/changes /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/changes,workdir=/mnt/work node /mnt/root
cd /mnt/root || exit 1
mount -t devtmpfs dev dev
mount -t proc proc proc
mount -t sysfs sys sys
mkdir -p dev/pts dev/shm run var/lib/bluetooth
mount -t devpts pts dev/pts
mount -t tmpfs shm dev/shm
mount -t tmpfs run run
# Each node has its own bonds and caches, as each house has.
mount -t tmpfs bonds var/lib/bluetooth
mkdir -p run/dbus run/lock run/home ".$NODE_OUT"
mount -t hostfs -o "$NODE_OUT" out ".$NODE_OUT"

exec < /dev/null > /dev/console 2>&1
exec chroot . "$NODE_PYTHON" -u "$NODE_SUPERVISOR"

"""Distils students of several depths from the base at the same time.

    python3 train.py WORK OUT --students 12,18,24 --seconds 500

Each student learns the base's whole distribution at every token (a KL divergence over the kept vocabulary) and, where the lattice
has a choice, the log-probabilities of just those tokens, improbable ones too: their differences are what decides between paths.
In the last part the weights are rounded to the shipped format as they are used.
"""

import argparse
import json
import math
import multiprocessing
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

import measure
import pack
import rows
import student
import teacher

KEPT = {  # the layers of the base that a student begins with
    6: [0, 1, 9, 18, 28, 29],
    12: [0, 1, 2, 5, 8, 11, 15, 19, 22, 25, 28, 29],
    18: [0, 1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 28, 29],
    24: [0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23, 24, 25, 26, 27, 28, 29],
}
RATE = {6: 1e-3, 12: 8e-4, 18: 7e-4, 24: 6e-4}
ROUNDED_FROM = 0.65  # of the time
CHOICES = 1.0  # weight of the choices against the KL divergence
CHUNK = 512  # rows that one worker makes at a time


def distance(states, embedding, known, choices, weights):
    """The loss of a student: `known` are the base's log-probabilities, `choices` the lattice's tokens (-1: none)."""
    found = F.log_softmax(F.linear(states, embedding).float(), -1)
    known = known.float()
    apart = (known.exp() * (known - found)).sum(-1)
    inside = choices >= 0
    at = choices.clamp(min=0)
    off = F.smooth_l1_loss(found.gather(-1, at), known.gather(-1, at), reduction="none")
    open_ = inside.sum(-1)
    off = torch.where(inside, off, 0.0).sum(-1) / open_.clamp(min=1)
    # A token without an alternative moves the score of a path as well, but not against its siblings.
    matter = weights * torch.where(open_ > 1, 1.0, 0.3) * (open_ > 0)
    return (apart * weights).sum() / weights.sum().clamp(min=1), (off * matter).sum() / matter.sum().clamp(min=1)


def rate(share):
    """The learning rate over the time, as a share of the highest."""
    return min(share / 0.03, 1.0) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(share, 1.0))))


_data = {}


def make_rows(task):
    work, prose, seed, count, length = task
    if not _data:
        _data["examples"] = rows.Data(f"{work}/examples.npz")
        _data["prose"] = np.load(prose)
    return rows.make(_data["examples"], count, length, _data["prose"], seed)


class Feed:
    """Batches on the device, made by other processes."""

    def __init__(self, pool, tasks, batch, table, device):
        self.parts, self.batch, self.table, self.device = pool.imap_unordered(make_rows, tasks), batch, table, device
        self.left = None

    def __next__(self):
        if self.left is None or self.left[0].shape[0] < self.batch:
            self.left = [torch.from_numpy(column) for column in next(self.parts)]
        taken = [column[: self.batch].to(self.device) for column in self.left]
        self.left = [column[self.batch :] for column in self.left]
        tokens, marks, weights = taken
        choices = self.table[marks[:, 1:].long()]
        return tokens.long(), choices.flatten(0, 1), weights[:, 1:].float().flatten()


class Teacher:
    """The base, asked for its log-probabilities of every token."""

    def __init__(self, base, run, dtype, device):
        self.norm, self.run, self.dtype, self.device = base.norm, run, dtype, device
        self.layers = [[tensor.detach() for tensor in layer] for layer in base.cast(dtype)[0]]
        self.embedding = base.embedding.detach().to(dtype)

    @torch.no_grad()
    def ask(self, tokens):
        cos, sin = student.turns(tokens.shape[1], self.device)
        x = F.embedding(tokens, self.embedding).float()
        for layer in self.layers:
            x = self.run(x, *layer, cos, sin)
        return F.log_softmax(F.linear(student.norm(x, self.norm).to(self.dtype), self.embedding).float(), -1)


class Pupil:
    """A student with its optimiser, and what it has lost since the last report."""

    def __init__(self, base, size, every, device):
        layers = [at for at in KEPT[size] if at < base.layers]
        self.size, self.every, self.model = size, every, base.shortened(layers).to(device)
        fused = {"fused": True} if device == "cuda" else {}
        self.optimizer = torch.optim.AdamW(self.model.parameters(), RATE[size], betas=(0.9, 0.98), weight_decay=0.01, **fused)
        self.sums = [0.0, 0.0, 0]

    def learn(self, batch, known, loss, share, dtype):
        tokens, choices, weights = batch
        self.model.rounded = share > ROUNDED_FROM
        for group in self.optimizer.param_groups:
            group["lr"] = RATE[self.size] * rate(share)
        states, embedding = self.model(tokens[:, :-1], dtype)
        apart, off = loss(states.flatten(0, 1), embedding, known, choices, weights)
        (apart + CHOICES * off).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.sums = [self.sums[0] + apart.detach(), self.sums[1] + off.detach(), self.sums[2] + 1]

    def means(self):
        apart, off, count = self.sums
        self.sums = [0.0, 0.0, 0]
        return [round(float(part) / max(count, 1), 4) for part in (apart, off)]


def write_prose(base, args, dtype, device):
    """Texts that the base itself writes: where they lie, and their tokens."""
    starts = torch.from_numpy(np.load(args.work / "examples.npz")["openings"].astype(np.int64)).to(device)
    drawn = torch.randint(len(starts), (args.prose,), generator=torch.Generator().manual_seed(1)).to(device)
    prose = teacher.sample(base, starts[drawn], 224, dtype, seed=1)
    written = args.out / "prose.npy"
    np.save(written, prose.cpu().numpy().astype(np.uint16))
    return written, prose


def train(pupils, asked, feed, loss, args, say):
    """Teaches until the time or the steps are over: the log, and the steps."""
    step, first, log = 0, time.time(), []
    while step < args.steps:
        share = (time.time() - first) / args.seconds
        if share >= 1:
            break
        batch = next(feed)
        known = asked.ask(batch[0][:, :-1]).flatten(0, 1)
        for pupil in pupils:
            if step % pupil.every == 0:
                pupil.learn(batch, known, loss, share, asked.dtype)
        step += 1
        if step == 1:
            # What was compiled is not counted.
            if asked.device == "cuda":
                torch.cuda.synchronize()
            first = time.time()
            say("compiled")
        if step in (5, 10, 20) or step % 50 == 0 or step == args.steps:
            pace = (step - 1) * args.batch * args.length / max(time.time() - first, 1e-3)
            means = {pupil.size: pupil.means() for pupil in pupils}
            log.append({"step": step, "seconds": round(time.time() - first), "tokens a second": round(pace), "KL, choices": means})
            print(json.dumps(log[-1]), flush=True)
    return log, step


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--students", default="12,18,24")
    parser.add_argument("--every", default="1,1,4", help="a student learns from every so manieth batch")
    parser.add_argument("--seconds", type=float, default=480)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--length", type=int, default=1024)
    parser.add_argument("--prose", type=int, default=2048, help="texts that the base writes first")
    parser.add_argument("--workers", type=int, default=12)
    parser.add_argument("--steps", type=int, default=10**9, help="stop after so many, for trying out")
    parser.add_argument("--bases", default="base0.npz,base1.npz")
    return parser.parse_args()


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    began = time.time()
    say = lambda what: print(f"{time.time() - began:.0f} s: {what}", flush=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.bfloat16 if device == "cuda" else torch.float32
    pool = multiprocessing.Pool(args.workers)
    torch.backends.cuda.matmul.allow_tf32 = True
    compiled = (lambda f: torch.compile(f, dynamic=False)) if device == "cuda" else (lambda f: f)
    run, loss = compiled(student.block), compiled(distance)
    base = teacher.load([args.work / name for name in args.bases.split(",")], device, run)
    say(f"base of {base.layers} layers")
    written, prose = write_prose(base, args, dtype, device)
    say(f"{prose.numel()} tokens of prose")

    data = rows.Data(args.work / "examples.npz")
    table = torch.from_numpy(data.a["choices"]).long().to(device)
    tasks = ((str(args.work), str(written), 100 + seed, max(CHUNK, args.batch), args.length + 1) for seed in range(400))
    feed = Feed(pool, tasks, args.batch, table, device)
    sizes = zip(map(int, args.students.split(",")), map(int, args.every.split(",")))
    pupils = [Pupil(base, size, every, device) for size, every in sizes]
    log, steps = train(pupils, Teacher(base, run, dtype, device), feed, loss, args, say)
    say(f"trained {steps} steps")

    students = {pupil.size: pupil.model for pupil in pupils}
    for size, model in students.items():
        model.rounded = True
        pack.save(model, args.out / f"student-{size}.npz")
    say("saved")
    for model in (base, *students.values()):
        model.run = student.block  # lengths differ here, and each would be compiled anew
    report = measure.report(data, {30: base, **students}, prose, device, dtype)
    (args.out / "report.json").write_text(json.dumps({"log": log, "steps": steps, "figures": report}, indent=1))
    print(json.dumps(report, indent=1))
    say("done")
    pool.terminate()


if __name__ == "__main__":
    main()

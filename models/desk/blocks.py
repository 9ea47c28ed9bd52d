"""The block formats of GGUF that are used here, in numpy: 32 numbers share a scale."""

import numpy as np


def read_q4_1(rows):
    """Rows of bytes -> floats: a scale, a least value, then 16 bytes with the first 16 numbers in their low halves."""
    blocks = rows.reshape(rows.shape[0], -1, 20)
    scale = blocks[..., 0:2].copy().view(np.float16).astype(np.float32)
    least = blocks[..., 2:4].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[..., 4:] & 15, blocks[..., 4:] >> 4], -1)
    return (halves * scale + least).reshape(rows.shape[0], -1)


def write_q4_0(weights):
    """Floats -> rows of bytes: a scale, which maps the largest number to -8, then the numbers plus 8 in halves of bytes."""
    blocks = weights.astype(np.float32).reshape(weights.shape[0], -1, 32)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scale = (largest / -8).astype(np.float16)
    safe = np.where(scale == 0, np.float32(1), scale.astype(np.float32))
    numbers = (np.clip(np.round(blocks / safe), -8, 7) + 8).astype(np.uint8)
    halves = numbers[..., :16] | (numbers[..., 16:] << 4)
    return np.concatenate([scale.view(np.uint8), halves], -1).reshape(weights.shape[0], -1)


def write_q8_0(weights):
    """Floats -> rows of bytes: a scale, then a byte for each number."""
    blocks = weights.astype(np.float32).reshape(weights.shape[0], -1, 32)
    scale = (np.abs(blocks).max(-1, keepdims=True) / 127).astype(np.float16)
    safe = np.where(scale == 0, np.float32(1), scale.astype(np.float32))
    numbers = np.clip(np.round(blocks / safe), -127, 127).astype(np.int8)
    return np.concatenate([scale.view(np.uint8), numbers.view(np.uint8)], -1).reshape(weights.shape[0], -1)

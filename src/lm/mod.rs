//! A GGUF, a tokenizer, and the search over token lattices; knows tokens and nothing of sport.

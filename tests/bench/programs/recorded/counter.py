# A dict that counts words.
N = 33_000  # 330 330_000
words = 'the quick brown fox jumps over the lazy dog and the cat'.split()
counts = {}
for i in range(N):
    word = words[i % len(words)]
    counts[word] = counts.get(word, 0) + 1
print(counts)

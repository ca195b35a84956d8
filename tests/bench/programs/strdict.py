# Text and dicts: words that are counted.
def count(words, n):
    counts = {}
    for i in range(n):
        word = words[i % len(words)] + str(i % 100)
        counts[word] = counts.get(word, 0) + 1
    return counts


words = 'a frame holds the names that a call binds until it returns'.split()
counts = count(words, 600_000)
print(len(counts), ' '.join(sorted(counts, key=lambda word: (-counts[word], word))[:3]))

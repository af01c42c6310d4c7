# Oracle values of harness/statistics/share.ts from R: binom.test, the answers of statistics-shares.py by their counts.
#
#     Rscript statistics-shares-r.R > statistics-shares-r.json
# Which program each catalogued entry is held to, and the part of the document that has its values.
covers <- '{
    "procedures": {
        "share": {"R": "binomial"}
    }
}'
counts <- list(c(0, 1), c(1, 1), c(0, 21), c(21, 21), c(1, 21), c(20, 21), c(19, 21), c(50, 100), c(3, 1000), c(999, 1000), c(0, 5000))
text <- function(v) paste0("[", paste(sprintf("%.15g", v), collapse = ","), "]")
rows <- sapply(counts, function(c) text(c(c, binom.test(c[1], c[2])$conf.int)))
cat(sprintf('{"versions":{"R":"%s"},"covers":%s,\n"binomial":[%s]}\n',
  paste(R.version$major, R.version$minor, sep = "."), gsub("\n *", "", covers), paste(rows, collapse = ",\n")))

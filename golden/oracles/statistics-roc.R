# Oracle values of harness/statistics/ranking/roc.ts from R: pROC.
#
#     Rscript statistics-roc.R > statistics-roc.json
#
# The inputs are those of `cases` below, bit for bit those of spec/statistics/roc.spec.ts. `pROC`: areas, their
# standard errors, and z of every pair by DeLong. `definition`: areas and the covariances of Obuchowski (1997), pair by
# pair of cases, as the paper has them.
suppressPackageStartupMessages(library(pROC))
M <- 2147483647
start <- function(k) { s <<- (104729 * (k + 1)) %% M; for (i in 1:3) u() }
u <- function() { s <<- (16807 * s) %% M; s / M }
below <- function(n) floor(u() * n)
bell <- function() { a <- u(); b <- u(); c <- u(); a + b + c - 1.5 }

# Three scores of 12 to 71 cases of up to 30 subjects; every fourth on a coarse grid, so that values tie.
cases <- function(k) {
  start(200000 + k)
  n <- 12 + below(60); subjects <- 6 + below(25)
  gain <- 0.5 + u()
  truth <- numeric(n); subject <- numeric(n); scores <- matrix(0, n, 3)
  level <- numeric(subjects); for (i in seq_len(subjects)) level[i] <- 0.5 * bell()
  for (i in seq_len(n)) {
    truth[i] <- if (i <= 4) (i - 1) %% 2 else as.numeric(u() < 0.4)
    subject[i] <- if (i <= 4) i - 1 else below(subjects)
    shared <- bell() + level[subject[i] + 1]
    for (j in 1:3) scores[i, j] <- gain * truth[i] + shared + j * 0.4 * bell()
  }
  if (k %% 4 == 3) scores <- floor(3 * scores + 100) - 100
  list(truth = truth, subject = subject, scores = scores)
}
pairs <- list(c(1, 2), c(1, 3), c(2, 3))
delong <- function(k) {
  with(cases(k), {
    curves <- lapply(1:3, function(j) roc(truth, scores[, j], levels = c(0, 1), direction = "<", quiet = TRUE))
    z <- sapply(pairs, function(p) unname(roc.test(curves[[p[1]]], curves[[p[2]]], method = "delong")$statistic))
    list(as.numeric(sapply(curves, auc)), sqrt(sapply(curves, function(r) var(r, method = "delong"))), z)
  })
}
obuchowski <- function(k) {
  with(cases(k), {
    one <- which(truth == 1); zero <- which(truth == 0); m <- length(one); n <- length(zero)
    psi <- lapply(1:3, function(j) outer(scores[one, j], scores[zero, j], function(a, b) (a > b) + (a == b) / 2))
    area <- sapply(psi, mean)
    x <- sapply(1:3, function(j) tapply(rowMeans(psi[[j]]) - area[j], factor(subject[one], 0:100), sum, default = 0))
    y <- sapply(1:3, function(j) tapply(colMeans(psi[[j]]) - area[j], factor(subject[zero], 0:100), sum, default = 0))
    i10 <- length(unique(subject[one])); i01 <- length(unique(subject[zero])); all <- length(unique(subject))
    s10 <- i10 / ((i10 - 1) * m) * t(x) %*% x; s01 <- i01 / ((i01 - 1) * n) * t(y) %*% y
    s11 <- all / (all - 1) * t(x) %*% y
    S <- s10 / m + s01 / n + (s11 + t(s11)) / (m * n)
    se <- sapply(pairs, function(p) sqrt(S[p[1], p[1]] + S[p[2], p[2]] - 2 * S[p[1], p[2]]))
    list(area, sqrt(diag(S)), se)
  })
}
text <- function(v) paste0("[", paste(ifelse(is.finite(v), sprintf("%.15g", v), "null"), collapse = ","), "]")
rows <- function(f) paste(sapply(0:199, function(k) paste0("[", paste(sapply(f(k), text), collapse = ","), "]")), collapse = ",\n")
cat(sprintf('{"versions":{"R":"%s","pROC":"%s"},\n"pROC":[%s],\n"definition":[%s]}\n',
  paste(R.version$major, R.version$minor, sep = "."), packageVersion("pROC"), rows(delong), rows(obuchowski)))

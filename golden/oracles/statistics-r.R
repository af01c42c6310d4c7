# Oracle values of harness/statistics from R: stats, exactRankTests, coin, clubSandwich, effectsize, pwr.
#
#     Rscript statistics-r.R > statistics-r.json
#
# The inputs are those of statistics_inputs.py.
suppressPackageStartupMessages({
  library(exactRankTests); library(coin); library(clubSandwich); library(effectsize)
})
# Which program each catalogued entry is held to, and the part of the document that has its values.
covers <- '{
    "procedures": {
        "wilcoxon": {"R": "signedRank", "exactRankTests": "exactSignedRank", "coin": "exactSignedRank"},
        "permutation": {"exactRankTests": "permutation"},
        "correlation": {"R": "correlation"},
        "linear-fit": {"R": "line"},
        "clustered": {"clubSandwich": "cr2"},
        "effect-size": {"effectsize": "effects"},
        "power": {"R": "tPower"},
        "proportions": {"R": "proportions", "pwr": "cohensH"},
        "adjustment": {"R": "adjusted"},
        "equivalence": {"R": "medianTost"},
        "two-groups": {"R": "welch"}
    }
}'
M <- 2147483647
start <- function(k) { s <<- (104729 * (k + 1)) %% M; for (i in 1:3) u() }
u <- function() { s <<- (16807 * s) %% M; s / M }
below <- function(n) floor(u() * n)
bell <- function() { a <- u(); b <- u(); c <- u(); a + b + c - 1.5 }
draws <- function(n, f) { v <- numeric(n); for (i in seq_len(n)) v[i] <- f(); v }

differences <- function(k) {
  start(k)
  switch(k %% 5 + 1,
    { n <- 5 + below(60); shift <- u() - 0.5; draws(n, function() bell() + shift) },
    { n <- 8 + below(40); draws(n, function() below(9) - 3) },
    { n <- 1 + below(6); draws(n, function() below(7) - 2) },
    { n <- 10 + below(990); draws(n, function() bell() + 1.25) },
    { n <- 6 + below(30); draws(n, function() if (u() < 0.2) 0 else bell() + 0.2) })
}
arms <- function(k) {
  start(10000 + k)
  n <- 4 + below(40); slope <- 2 * u() - 0.5; shift <- u()
  x <- draws(n, bell)
  y <- numeric(n); for (i in seq_len(n)) y[i] <- slope * x[i] + 0.7 * bell() + shift
  if (k %% 4 == 3) { x <- floor(4 * x + 100) - 100; y <- floor(4 * y + 100) - 100 }
  list(x = x, y = y)
}
groups <- function(k, n) {
  start(20000 + k)
  g <- 2 + below(7); c <- numeric(n)
  for (i in seq_len(n)) c[i] <- if (i <= g) i - 1 else below(g)
  c
}

quietly <- function(f) suppressWarnings(tryCatch(f, error = function(e) NULL))

# wilcox.test: two-sided and greater without, then with correction; it drops zeros.
signedRank <- function(k) {
  d <- differences(k)
  if (all(d == 0)) return(NULL)
  p <- function(a, c) wilcox.test(d, alternative = a, exact = FALSE, correct = c)$p.value
  c(wilcox.test(d, exact = FALSE)$statistic, p("two.sided", FALSE), p("greater", FALSE), p("two.sided", TRUE), p("greater", TRUE))
}
# Exact with ties: exactRankTests (zeros dropped), coin with zeros dropped, coin with Pratt's zeros.
exactSignedRank <- function(k) {
  d <- differences(k)
  if (all(d == 0) || length(d) > 40) return(NULL)
  zero <- rep(0, length(d))
  of <- function(a, z) as.numeric(pvalue(wilcoxsign_test(d ~ zero, distribution = "exact", alternative = a, zero.method = z)))
  c(wilcox.exact(d, exact = TRUE)$p.value, wilcox.exact(d, exact = TRUE, alternative = "greater")$p.value,
    of("two.sided", "Wilcoxon"), of("greater", "Wilcoxon"), of("two.sided", "Pratt"), of("greater", "Pratt"))
}
# Hodges-Lehmann estimate with the exact 90 % interval, untied cases only.
location <- function(k) {
  d <- differences(5 * k)
  if (length(d) > 49) return(NULL)
  w <- wilcox.test(d, conf.int = TRUE, conf.level = 0.9, exact = TRUE)
  c(w$estimate, w$conf.int)
}
# perm.test on whole numbers.
permutation <- function(k) {
  start(50000 + k)
  n <- 2 + below(8); d <- draws(n, function() below(11) - 4)
  if (all(d == 0)) return(NULL)
  x <- ifelse(d > 0, d, 0); y <- ifelse(d > 0, 0, -d)
  p <- function(a) perm.test(x, y, paired = TRUE, exact = TRUE, alternative = a)$p.value
  c(p("two.sided"), p("greater"), p("less"))
}
correlation <- function(k) {
  a <- arms(k)
  if (sd(a$x) == 0 || sd(a$y) == 0) return(NULL)
  p <- cor.test(a$x, a$y)
  tied <- anyDuplicated(a$x) || anyDuplicated(a$y)
  t <- cor.test(a$x, a$y, method = "kendall", exact = !tied)
  few <- length(a$x) <= 9
  s <- cor.test(a$x, a$y, method = "spearman", exact = few && !tied)
  c(p$estimate, p$p.value, p$conf.int, s$estimate, if (few && tied) NA else s$p.value, t$estimate, t$p.value)
}
line <- function(k) {
  a <- arms(k); f <- lm(y ~ x, a)
  ci <- confint(f)
  at <- data.frame(x = 0.3)
  c(coef(f)[2], coef(f)[1], summary(f)$coefficients[2, 2], summary(f)$r.squared, ci[2, ], ci[1, ],
    predict(f, at, interval = "confidence"), predict(f, at, interval = "prediction")[2:3])
}
cr2 <- function(k) {
  a <- arms(k); d <- a$x - a$y; c <- groups(k, length(d))
  t <- coef_test(lm(d ~ 1), vcov = "CR2", cluster = c, test = "Satterthwaite")
  c(t[["beta"]], t[["SE"]], t[["df_Satt"]], t[["p_Satt"]])
}
# Interval of a noncentrality: pt() inverted. effectsize's own intervals come from a coarser search.
noncentral <- function(t, df, scale) {
  end <- function(tail) uniroot(function(d) pt(t, df, d) - tail, t + c(-6, 6), tol = 1e-14, extendInt = "downX")$root
  c(end(0.975), end(0.025)) * scale
}
effects <- function(k) {
  a <- arms(k)
  g <- hedges_g(a$x, a$y); d <- cohens_d(a$x, a$y); z <- cohens_d(a$x, a$y, paired = TRUE)
  r <- rank_biserial(a$x, a$y, paired = TRUE)
  n <- length(a$x)
  c(g$Hedges_g, d$Cohens_d, noncentral(d$Cohens_d / sqrt(2 / n), 2 * n - 2, sqrt(2 / n)),
    z$Cohens_d, noncentral(z$Cohens_d * sqrt(n), n - 1, sqrt(1 / n)), r$r_rank_biserial)
}
tPower <- function(k) {
  start(70000 + k)
  n <- 3 + below(200); d <- 2 * u()
  f <- function(l, a) power.t.test(n = n, delta = d, sig.level = l, type = "one.sample", alternative = a, strict = TRUE)$power
  c(f(0.05, "two.sided"), f(0.01, "one.sided"))
}
proportions <- function(k) {
  start(30000 + k)
  n1 <- 5 + below(5000); n2 <- 5 + below(5000); base <- u()
  a <- below(floor(n1 * base) + 2); b <- below(floor(n2 * base) + 2)
  t <- prop.test(c(a, b), c(n1, n2), correct = FALSE)
  c(sqrt(t$statistic), t$p.value)
}
adjusted <- function(k) {
  start(90000 + k)
  n <- 1 + below(12); p <- draws(n, function() u()^3)
  c(p.adjust(p, "holm"), p.adjust(p, "BH"))
}
# Two one-sided exact signed-rank tests against a margin, untied cases only.
medianTost <- function(k) {
  d <- differences(5 * k); start(60000 + k); m <- 0.3 + u()
  p <- function(mu, a) wilcox.test(d, mu = mu, alternative = a, exact = TRUE)$p.value
  max(p(-m, "greater"), p(m, "less"))
}
welch <- function(k) {
  a <- arms(k); t <- t.test(a$x, a$y)
  c(-diff(t$estimate), t$conf.int, t$parameter, t$statistic, t$p.value, t.test(a$x, a$y, alternative = "greater")$p.value)
}
cohensH <- function(k) {
  start(30000 + k)
  n1 <- 5 + below(5000); n2 <- 5 + below(5000); base <- u()
  a <- below(floor(n1 * base) + 2); b <- below(floor(n2 * base) + 2)
  pwr::ES.h(a / n1, b / n2)
}

asJson <- function(v) {
  if (is.null(v)) return("null")
  v <- as.numeric(v)
  paste0("[", paste(ifelse(is.finite(v), sprintf("%.17g", v), "null"), collapse = ","), "]")
}
topics <- list(signedRank = signedRank, exactSignedRank = exactSignedRank, location = location,
  permutation = permutation, correlation = correlation, line = line, cr2 = cr2, effects = effects,
  tPower = tPower, proportions = proportions, adjusted = adjusted, medianTost = medianTost, welch = welch,
  cohensH = cohensH)
packages <- c("exactRankTests", "coin", "clubSandwich", "effectsize", "pwr")
versions <- c(paste0('"R":"', getRversion(), '"'),
  sapply(packages, function(p) paste0('"', p, '":"', packageVersion(p), '"')))
cat('{"versions":{', paste(versions, collapse = ","), '},\n"covers":', gsub("\n *", "", covers), sep = "")
for (name in names(topics)) {
  # More where some cases have no answer, so that 200 have one.
  count <- switch(name, signedRank = 250, exactSignedRank = 320, location = 280, 200)
  cases <- sapply(seq_len(count) - 1, function(k) asJson(quietly(topics[[name]](k))))
  cat(',\n"', name, '":[', paste(cases, collapse = ","), "]", sep = "")
}
cat("}\n")

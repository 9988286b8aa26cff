"""What `scripts/train_roles.py` needs to train the role tagger.

gold      articles, the labels of their words, and what a parser says of them
crf       how unlikely the network finds the right labels, with the gradients
trainer   the network with its gradients, and the passes over the articles
"""

# Other names for the words of ./stabroek, for those who type make first.
.PHONY: help run up test manage doctor bench chaos screenshots lock setup

help:
	@./stabroek

run: up

up test manage doctor bench chaos screenshots lock setup:
	@./stabroek $@ $(ARGS)

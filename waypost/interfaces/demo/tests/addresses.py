TELLING = {"visits:visit": "it leads into the demo, which is for everybody who has an account"}
